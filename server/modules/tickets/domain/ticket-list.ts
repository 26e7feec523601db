import type { Priority, TicketStatus } from './ticket-status.js';

export const TICKET_SORTS = ['-submittedAt', 'submittedAt', '-updatedAt', 'updatedAt'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

/** Ready-made filters; saved views come beside them. */
export const TICKET_VIEWS = ['my_open', 'unassigned', 'all_open', 'new'] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];

export const OPEN_STATUSES: readonly TicketStatus[] = ['New', 'Open', 'In Progress', 'On Hold'];

/** What a list is narrowed by; every member is one more AND. */
export interface TicketFilter {
  readonly statuses: readonly TicketStatus[];
  /** Keys or names. */
  readonly categories: readonly string[];
  readonly priorities: readonly Priority[];
  /** Ids; `none` is asked by `isUnassigned`. */
  readonly assigneeIds: readonly string[];
  readonly isUnassigned: boolean;
  readonly teamIds: readonly string[];
  readonly requesterIds: readonly string[];
  readonly tags: readonly string[];
  /** Full text; empty means all. */
  readonly q: string;
  readonly submittedFrom: Date | null;
  readonly submittedTo: Date | null;
}

/** A view is a filter that is laid over the given one. */
export function withView(filter: TicketFilter, view: TicketView | undefined, me: string): TicketFilter {
  const statuses = filter.statuses.length > 0 ? filter.statuses : OPEN_STATUSES;
  switch (view) {
    case undefined:
      return filter;
    case 'my_open':
      return { ...filter, statuses, assigneeIds: [me] };
    case 'unassigned':
      return { ...filter, statuses, isUnassigned: true };
    case 'all_open':
      return { ...filter, statuses };
    case 'new':
      return { ...filter, statuses: ['New'] };
  }
}
