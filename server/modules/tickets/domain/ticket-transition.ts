import { STATUS_DEFINITIONS, type TicketStatus } from './ticket-status.js';
import type { Transition, TransitionGifts } from './ticket-lifecycle.js';
import type { Ticket, TicketChanges } from './ticket.js';

/** What a permitted transition with its needs met does to the ticket. */
export function changesOf(ticket: Ticket, transition: Transition, gifts: TransitionGifts, now: Date): TicketChanges {
  const { to } = transition;
  return {
    status: to,
    ...(to === 'On Hold'
      ? { holdReason: gifts.holdReason ?? null, holdUntil: gifts.until ?? null, statusBeforeHold: ticket.status }
      : { holdReason: null, holdUntil: null, statusBeforeHold: null }),
    ...(to === 'Resolved' ? { resolution: gifts.resolution?.trim() ?? null, resolvedAt: now } : {}),
    ...(STATUS_DEFINITIONS[to].category === 'closed' ? { closedAt: now } : {}),
    // The resolved time of a reopened ticket stays in its events; the ticket itself is unsolved again.
    ...(transition.isReopening === true ? { resolvedAt: null, closedAt: null, resolution: null, reopenedAt: now } : {}),
  };
}

/** Where a hold that ends by itself leads: back to where it began; work that nobody has any more is open again. */
export function statusAfterHold({ statusBeforeHold, assigneeId }: Ticket): TicketStatus {
  return statusBeforeHold === 'In Progress' && assigneeId === null ? 'Open' : (statusBeforeHold ?? 'Open');
}
