import type { Lifecycle, StatusWords, Transition } from './ticket-lifecycle.js';
import { STATUSES, type TicketStatus } from './ticket-status.js';

/** One version of the lifecycle, as administrators left it. */
export interface StoredLifecycle {
  /** Grows with every change. */
  readonly version: number;
  readonly lifecycle: Lifecycle;
  readonly updatedAt: Date;
  /** Null: nobody has changed it yet. */
  readonly updatedBy: { readonly id: string; readonly name: string } | null;
}

/** What an administrator sends: all transitions, and the words of the statuses that he names. */
export interface LifecycleWish {
  readonly statuses: Readonly<Partial<Record<TicketStatus, StatusWords>>>;
  readonly transitions: readonly Transition[];
}

/** Statuses that are not named keep their words. Each line is written out, so that equal ones are stored alike. */
export function withWords({ statuses: present }: Lifecycle, { statuses, transitions }: LifecycleWish): Lifecycle {
  const wordsOf = (status: TicketStatus): StatusWords => {
    const { name, requesterName } = statuses[status] ?? present[status];
    return { name, requesterName };
  };
  return {
    statuses: Object.fromEntries(STATUSES.map((status) => [status, wordsOf(status)])) as Record<
      TicketStatus,
      StatusWords
    >,
    transitions: transitions.map(({ from, to, who, needs }) => ({ from, to, who, needs })),
  };
}

/** Whether both say the same, whatever the order of their lines. */
export function isSameLifecycle(one: Lifecycle, other: Lifecycle): boolean {
  const text = ({ statuses, transitions }: Lifecycle): string =>
    JSON.stringify([
      STATUSES.map((status) => [statuses[status].name, statuses[status].requesterName]),
      transitions
        .map(({ from, to, who, needs }) => [from, to, who.toSorted().join(), needs.toSorted().join()].join('|'))
        .toSorted(),
    ]);
  return text(one) === text(other);
}
