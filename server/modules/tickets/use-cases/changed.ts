import type { Transaction } from '../../../platform/database/unit-of-work.js';

/** What a change of a ticket answers to its controller; survives JSON, as a repeated call gets it from its kept key. */
export interface Changed {
  readonly ticketId: string;
  /** What was started in the background: mails, the Workflow system. */
  readonly taskIds: readonly string[];
}

export function changed(ticketId: string, tx: Transaction): Changed {
  return { ticketId, taskIds: tx.startedTasks };
}
