import { STATUS_DEFINITIONS, type TicketStatus } from './ticket-status.js';
import {
  isReopening,
  lacksAssignee,
  type Lifecycle,
  type Transition,
  type TransitionGifts,
} from './ticket-lifecycle.js';
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
    ...(isReopening(transition) ? { resolvedAt: null, closedAt: null, resolution: null, reopenedAt: now } : {}),
  };
}

/**
 * Where a hold that ends by itself leads: back to where it began. Work that nobody has any more is open again, and so is
 * what began where the lifecycle, changed meanwhile, leads no longer.
 */
export function statusAfterHold(
  { statusBeforeHold, assigneeId }: Pick<Ticket, 'statusBeforeHold' | 'assigneeId'>,
  { transitions }: Pick<Lifecycle, 'transitions'>,
): TicketStatus {
  const back = transitions.find(
    ({ from, to, who }) => from === 'On Hold' && to === statusBeforeHold && who.includes('system'),
  );
  return back === undefined || lacksAssignee(back, { assigneeId }) || (back.to === 'In Progress' && assigneeId === null)
    ? 'Open'
    : back.to;
}
