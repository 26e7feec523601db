import { isInReopenWindow, type LifecycleFacts } from './ticket-lifecycle.js';
import { STATUS_DEFINITIONS, type HoldReason } from './ticket-status.js';

/** What a requester's public comment does besides being written (`domain`, Ticket lifecycle). */
export type ReplyEffect = 'none' | 'ends the hold' | 'reopens' | 'becomes a follow-up' | 'is refused';

export function effectOfRequesterReply(
  ticket: LifecycleFacts & { readonly holdReason: HoldReason | null },
  now: Date,
): ReplyEffect {
  if (STATUS_DEFINITIONS[ticket.status].isFinal) {
    return 'is refused';
  }
  if (ticket.status === 'Resolved' || ticket.status === 'Closed') {
    return isInReopenWindow(ticket, now) ? 'reopens' : 'becomes a follow-up';
  }
  return ticket.status === 'On Hold' && ticket.holdReason === 'requester' ? 'ends the hold' : 'none';
}
