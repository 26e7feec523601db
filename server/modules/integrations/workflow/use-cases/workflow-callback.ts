import type { TicketStatus } from '../../../tickets/tickets.events.js';
import type { ReportedState } from '../domain/workflow-run.js';

/** What the Workflow system says, its signature checked. */
export interface WorkflowCallback {
  /** `webhook-id`: the same one again has no effect. */
  readonly callbackId: string;
  readonly ticketNumber: string;
  readonly runId: string;
  readonly state: ReportedState;
  readonly status: TicketStatus | null;
  readonly assigneeEmail: string | null;
  readonly comment: string | null;
}
