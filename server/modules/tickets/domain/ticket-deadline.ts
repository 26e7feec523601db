import type { LifecycleRules } from './ticket-lifecycle.js';
import type { TicketStatus } from './ticket-status.js';
import { statusAfterHold } from './ticket-transition.js';
import type { Ticket } from './ticket.js';

const DAY = 86_400_000;

/** What the desk does to a ticket by itself, and when, if nothing happens before. */
export interface Deadline {
  readonly at: Date;
  readonly to: TicketStatus;
}

/** Solved tickets close, scheduled holds end; null when nothing is due by itself. */
export function deadlineOf(ticket: Ticket, rules: LifecycleRules): Deadline | null {
  if (ticket.status === 'Resolved' && ticket.resolvedAt !== null) {
    return { at: new Date(ticket.resolvedAt.getTime() + rules.autoCloseDays * DAY), to: 'Closed' };
  }
  if (ticket.status === 'On Hold' && ticket.holdReason === 'scheduled' && ticket.holdUntil !== null) {
    return { at: ticket.holdUntil, to: statusAfterHold(ticket, rules) };
  }
  return null;
}
