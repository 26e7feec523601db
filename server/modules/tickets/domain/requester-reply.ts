import { isReopening, transitionsFor, type LifecycleFacts, type LifecycleRules } from './ticket-lifecycle.js';
import { hasEnded, STATUS_DEFINITIONS, type HoldReason } from './ticket-status.js';

/** What a requester's public comment does besides being written (`domain`, Ticket lifecycle). */
export type ReplyEffect = 'none' | 'ends the hold' | 'reopens' | 'becomes a follow-up' | 'is refused';

export function effectOfRequesterReply(
  ticket: LifecycleFacts & { readonly holdReason: HoldReason | null },
  rules: LifecycleRules,
  now: Date,
): ReplyEffect {
  if (STATUS_DEFINITIONS[ticket.status].isFinal) {
    return 'is refused';
  }
  if (hasEnded(ticket.status)) {
    // As the owner, whatever else he is: staff who asked for something themselves are requesters here.
    const ways = transitionsFor(ticket, ['owner'], rules, now);
    return ways.some((way) => way.to === 'Open' && isReopening(way)) ? 'reopens' : 'becomes a follow-up';
  }
  return ticket.status === 'On Hold' && ticket.holdReason === 'requester' ? 'ends the hold' : 'none';
}
