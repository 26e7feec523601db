import type { HoldReason, Priority, TicketStatus } from './ticket-status.js';

export const TICKET_SORTS = ['-submittedAt', 'submittedAt', '-updatedAt', 'updatedAt', 'dueAt'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];
export const DEFAULT_SORT: TicketSort = '-submittedAt';

/** By the next promise: past its time, past its warning, or to be kept before the day ends. */
export const DUE_WORDS = ['overdue', 'soon', 'today'] as const;
export type DueWord = (typeof DUE_WORDS)[number];

export interface DueTimes {
  readonly now: Date;
  /** Of the day of whoever looks. */
  readonly endOfDay: Date;
}

export const OPEN_STATUSES: readonly TicketStatus[] = ['New', 'Open', 'In Progress', 'On Hold'];

/** Whether open ones are all that is asked for. */
export function areOpen(statuses: readonly TicketStatus[]): boolean {
  return statuses.length > 0 && statuses.every((status) => OPEN_STATUSES.includes(status));
}

/**
 * A filter as it is asked for and as a saved view keeps it: `me` is whoever looks. What names a person or a team that is
 * gone stays as it is and finds nothing.
 */
export interface FilterWords {
  readonly status?: readonly TicketStatus[] | undefined;
  /** Keys or names. */
  readonly category?: readonly string[] | undefined;
  readonly priority?: readonly Priority[] | undefined;
  /** Ids, `me` or `none`. */
  readonly assignee?: readonly string[] | undefined;
  readonly team?: readonly string[] | undefined;
  /** Ids or `me`. */
  readonly requester?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly holdReason?: readonly HoldReason[] | undefined;
  readonly reopened?: boolean | undefined;
  readonly awaitsReply?: boolean | undefined;
  /** Only true asks: the one who looks was named in a comment. */
  readonly mentioned?: boolean | undefined;
  readonly due?: readonly DueWord[] | undefined;
  readonly q?: string | undefined;
  /** UTC, as text. */
  readonly submittedFrom?: string | undefined;
  readonly submittedTo?: string | undefined;
}

/** What a list is narrowed by; every member is one more AND. */
export interface TicketFilter {
  /** Two filters that exclude each other: nothing is both. */
  readonly isNothing: boolean;
  readonly statuses: readonly TicketStatus[];
  /** Keys or names. */
  readonly categories: readonly string[];
  /** The same of a second filter: a key and a name may mean the same, which only the table of categories knows. */
  readonly alsoCategories: readonly string[];
  readonly priorities: readonly Priority[];
  /** Ids; `none` is asked by `isUnassigned`. */
  readonly assigneeIds: readonly string[];
  readonly isUnassigned: boolean;
  readonly teamIds: readonly string[];
  readonly requesterIds: readonly string[];
  readonly tags: readonly string[];
  readonly holdReasons: readonly HoldReason[];
  /** Was solved before; null does not ask. */
  readonly isReopened: boolean | null;
  /** The last public word is not staff's; null does not ask. */
  readonly awaitsReply: boolean | null;
  /** Somebody who was named in a comment. */
  readonly mentionedId: string | null;
  /** Where the next promise stands; of several, one must be true. */
  readonly due: readonly DueWord[];
  /** The same of a second filter: the words overlap, so that a ticket can be what both ask for. */
  readonly alsoDue: readonly DueWord[];
  /** What `due` is measured by; must be there when it is asked for. */
  readonly dueTimes: DueTimes | null;
  /** Full text; empty means all. */
  readonly q: string;
  readonly submittedFrom: Date | null;
  readonly submittedTo: Date | null;
}

/** The dates must be known to be dates. */
export function filterOf(words: FilterWords, me: string): TicketFilter {
  const people = (given: readonly string[] | undefined): string[] => [
    ...new Set((given ?? []).filter((one) => one !== 'none').map((one) => (one === 'me' ? me : one.toLowerCase()))),
  ];
  const date = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  return {
    isNothing: false,
    statuses: [...new Set(words.status)],
    categories: words.category ?? [],
    alsoCategories: [],
    priorities: words.priority ?? [],
    assigneeIds: people(words.assignee),
    isUnassigned: (words.assignee ?? []).includes('none'),
    teamIds: (words.team ?? []).map((id) => id.toLowerCase()),
    requesterIds: people(words.requester),
    tags: words.tag ?? [],
    holdReasons: words.holdReason ?? [],
    isReopened: words.reopened ?? null,
    awaitsReply: words.awaitsReply ?? null,
    mentionedId: words.mentioned === true ? me : null,
    due: [...new Set(words.due)],
    alsoDue: [],
    dueTimes: null,
    q: (words.q ?? '').trim(),
    submittedFrom: date(words.submittedFrom),
    submittedTo: date(words.submittedTo),
  };
}

/** What both let through. */
export function narrowed(one: TicketFilter, other: TicketFilter): TicketFilter {
  let isNothing = one.isNothing || other.isNothing;
  /** Of values of which one must hold; none given asks for nothing. */
  const both = <T>(some: readonly T[], more: readonly T[]): readonly T[] => {
    if (some.length === 0 || more.length === 0) {
      return some.length === 0 ? more : some;
    }
    const left = some.filter((value) => more.includes(value));
    isNothing ||= left.length === 0;
    return left;
  };
  const flag = (some: boolean | null, more: boolean | null): boolean | null => {
    isNothing ||= some !== null && more !== null && some !== more;
    return some ?? more;
  };
  // Nobody is one of the assignees that can be asked for.
  const assignees = both(assigneesOf(one), assigneesOf(other));
  const [from] = [one.submittedFrom, other.submittedFrom]
    .filter((date) => date !== null)
    .toSorted((a, b) => b.getTime() - a.getTime());
  const [to] = [one.submittedTo, other.submittedTo]
    .filter((date) => date !== null)
    .toSorted((a, b) => a.getTime() - b.getTime());
  const [categories, alsoCategories] = [one.categories, other.categories].toSorted((a, b) => b.length - a.length);
  // The narrower one leads: it may be an index of its own.
  const [due, alsoDue] = [one.due, other.due]
    .filter((words) => words.length > 0)
    .toSorted((a, b) => a.length - b.length);
  const filter = {
    statuses: both(one.statuses, other.statuses),
    categories: categories ?? [],
    alsoCategories: alsoCategories ?? [],
    priorities: both(one.priorities, other.priorities),
    assigneeIds: assignees.filter((id) => id !== null),
    isUnassigned: assignees.includes(null),
    teamIds: both(one.teamIds, other.teamIds),
    requesterIds: both(one.requesterIds, other.requesterIds),
    tags: [...new Set([...one.tags, ...other.tags])],
    holdReasons: both(one.holdReasons, other.holdReasons),
    isReopened: flag(one.isReopened, other.isReopened),
    awaitsReply: flag(one.awaitsReply, other.awaitsReply),
    mentionedId: one.mentionedId ?? other.mentionedId,
    due: due ?? [],
    alsoDue: alsoDue ?? [],
    dueTimes: one.dueTimes ?? other.dueTimes,
    // All words must be found.
    q: [one.q, other.q].filter((q) => q !== '').join(' '),
    submittedFrom: from ?? null,
    submittedTo: to ?? null,
  };
  return { isNothing, ...filter };
}

function assigneesOf({ assigneeIds, isUnassigned }: TicketFilter): readonly (string | null)[] {
  return [...assigneeIds, ...(isUnassigned ? [null] : [])];
}
