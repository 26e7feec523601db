import type { Transition } from './ticket-lifecycle.js';
import { STATUS_DEFINITIONS, type HoldReason } from './ticket-status.js';

/** What happens to the promises of a ticket, in the words of the sla module; `at` is the instant from which it counts. */
export type PromiseAct = { readonly at: Date; readonly by: string | null } & (
  | { readonly kind: 'asked' | 'answered' | 'resolved' | 'settled' | 'refused' | 'dropped' }
  | { readonly kind: 'held'; readonly holdReason: HoldReason | null }
  | { readonly kind: 'resumed'; readonly cause: 'hold_ended' | 'requester_replied' | 'reopened' }
);

interface StatusChange {
  readonly transition: Pick<Transition, 'from' | 'to'>;
  readonly holdReason: HoldReason | null;
  readonly requesterId: string;
  readonly at: Date;
  readonly by: string | null;
}

/** A change of status, by what code relies on: the categories of both statuses. */
export function actsOfStatus({ transition, holdReason, requesterId, at, by }: StatusChange): PromiseAct[] {
  const [before, after] = [transition.from, transition.to].map((status) => STATUS_DEFINITIONS[status].category);
  const isBack = (before === 'resolved' || before === 'closed') && after !== 'resolved' && after !== 'closed';
  const back: PromiseAct[] = isBack
    ? [
        { kind: 'resumed', cause: 'reopened', at, by },
        // Who wants it done after all waits for an answer, whether he said so in a comment or in the reason.
        ...(by === requesterId ? [{ kind: 'asked' as const, at, by }] : []),
      ]
    : [];
  switch (after) {
    case 'paused':
      return [...back, { kind: 'held', holdReason, at, by }];
    case 'resolved':
      return [{ kind: 'resolved', at, by }];
    case 'closed':
      return before === 'resolved' || before === 'closed' ? [] : [endOf(transition, at, by)];
    default:
      return before === 'paused'
        ? [{ kind: 'resumed', cause: by === requesterId ? 'requester_replied' : 'hold_ended', at, by }]
        : back;
  }
}

/** It goes on standing still, for another reason: the ledger tells both, and no clock runs in between. */
export function actsOfHold({
  from,
  to,
  at,
  by,
}: {
  readonly from: HoldReason | null;
  readonly to: HoldReason | null;
  readonly at: Date;
  readonly by: string | null;
}): PromiseAct[] {
  return from === to ? [] : [{ kind: 'held', holdReason: to, at, by }];
}

/** A public word: the requester's owes an answer, staff's is one. */
export function actsOfComment(
  comment: { readonly visibility: 'public' | 'internal'; readonly authorId: string | null },
  { requesterId, isByStaff, at }: { readonly requesterId: string; readonly isByStaff: boolean; readonly at: Date },
): PromiseAct[] {
  const by = comment.authorId;
  if (comment.visibility === 'internal') {
    return [];
  }
  return by === requesterId ? [{ kind: 'asked', at, by }] : isByStaff ? [{ kind: 'answered', at, by }] : [];
}

function endOf({ to }: Pick<Transition, 'to'>, at: Date, by: string | null): PromiseAct {
  switch (to) {
    case 'Rejected':
      return { kind: 'refused', at, by };
    case 'Withdrawn':
    case 'Merged':
      return { kind: 'dropped', at, by };
    default:
      return { kind: 'settled', at, by };
  }
}
