import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Ticket } from '../domain/ticket.js';

/** What a change of a ticket answers to its controller; survives JSON, as a repeated call gets it from its kept key. */
export interface Changed {
  readonly ticketId: string;
  /** What was started in the background: mails, the Workflow system. */
  readonly taskIds: readonly string[];
}

export function changed(ticketId: string, tx: Transaction): Changed {
  return { ticketId, taskIds: tx.startedTasks };
}

/** Of a change that a list of many tells about. */
export interface ChangedTicket extends Changed {
  readonly number: string;
  readonly version: number;
  /** It was so already. */
  readonly isUnchanged: boolean;
}

export function changedTo(before: Ticket, after: Ticket, tx: Transaction): ChangedTicket {
  return {
    ...changed(before.id, tx),
    number: after.number,
    version: after.version,
    isUnchanged: after.version === before.version,
  };
}
