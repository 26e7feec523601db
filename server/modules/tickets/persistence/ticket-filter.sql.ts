import { areOpen, type DueWord, type TicketFilter } from '../domain/ticket-list.js';
import type { Bind } from './ticket-scope.sql.js';

type Asked = Exclude<
  keyof TicketFilter,
  'isNothing' | 'isUnassigned' | 'statuses' | 'q' | 'alsoCategories' | 'alsoDue' | 'dueTimes'
>;

/** Each part of a filter that asks for something, on a row `t` of tickets. Statuses and words are placed by the caller. */
export function filterParts(filter: TicketFilter, bind: Bind): Partial<Record<Asked, string>> {
  const anyOf = (column: string, given: readonly string[], type: string): string | undefined => {
    if (given.length === 0) {
      return undefined;
    }
    // A single value keeps the order of an index that begins with it; a list of one does not.
    return given.length === 1
      ? `${column} = ${bind(given[0])}::${type}`
      : `${column} = ANY (${bind(given)}::${type}[])`;
  };
  const isGiven = (column: string, flag: boolean | null): string | undefined =>
    flag === null ? undefined : `${column} IS ${flag ? 'NOT ' : ''}NULL`;
  const parts: Partial<Record<Asked, string | undefined>> = {
    priorities: anyOf('t.priority', filter.priorities, 'text'),
    teamIds: anyOf('t.team_id', filter.teamIds, 'uuid'),
    requesterIds: anyOf('t.requester_id', filter.requesterIds, 'uuid'),
    assigneeIds: assigneesSql(filter, anyOf('t.assignee_id', filter.assigneeIds, 'uuid')),
    categories: categoriesSql(filter, bind),
    tags: filter.tags.length === 0 ? undefined : `t.tags @> ${bind(filter.tags)}::text[]`,
    holdReasons: anyOf('t.hold_reason', filter.holdReasons, 'text'),
    isReopened: isGiven('t.reopened_at', filter.isReopened),
    awaitsReply: filter.awaitsReply === null ? undefined : `${filter.awaitsReply ? '' : 'NOT '}t.awaits_reply`,
    mentionedId: mentionedSql(filter, bind),
    due: dueSql(filter, bind),
    submittedFrom: filter.submittedFrom === null ? undefined : `t.submitted_at >= ${bind(filter.submittedFrom)}`,
    submittedTo: filter.submittedTo === null ? undefined : `t.submitted_at <= ${bind(filter.submittedTo)}`,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, sql]) => sql !== undefined));
}

export function filterSql(filter: TicketFilter, bind: Bind): string[] {
  return Object.values(filterParts(filter, bind));
}

/** Of open tickets there is an index of their own: a person's mentions of all years are none of a list of today. */
function mentionedSql({ mentionedId, statuses }: TicketFilter, bind: Bind): string | undefined {
  if (mentionedId === null) {
    return undefined;
  }
  return areOpen(statuses)
    ? `(t.mentioned @> ARRAY[${bind(mentionedId)}]::uuid[] AND t.mentioned <> '{}')`
    : `t.id IN (SELECT m.ticket_id FROM ticket_mentions m WHERE m.user_id = ${bind(mentionedId)})`;
}

/** The next promise; what is broken has no warning any more. */
function dueSql({ due, alsoDue, dueTimes }: TicketFilter, bind: Bind): string | undefined {
  if (due.length === 0) {
    return undefined;
  }
  if (dueTimes === null) {
    throw new Error('A filter by what is due has no times');
  }
  const now = bind(dueTimes.now);
  const parts: Readonly<Record<DueWord, () => string>> = {
    overdue: () => `t.sla_order_at < ${now}::timestamptz`,
    // Which of its two indexes serves depends on the order asked for, and PostgreSQL takes both: see `walksOf`.
    soon: () => `(t.sla_warn_at <= ${now}::timestamptz AND t.sla_order_at >= ${now}::timestamptz) IS TRUE`,
    today: () => `t.sla_order_at BETWEEN ${now}::timestamptz AND ${bind(dueTimes.endOfDay)}::timestamptz`,
  };
  return [due, alsoDue]
    .filter((words) => words.length > 0)
    .map((words) => `(${words.map((word) => parts[word]()).join(' OR ')})`)
    .join(' AND ');
}

function assigneesSql({ isUnassigned }: TicketFilter, ofPeople: string | undefined): string | undefined {
  if (!isUnassigned) {
    return ofPeople;
  }
  return ofPeople === undefined ? 't.assignee_id IS NULL' : `(t.assignee_id IS NULL OR ${ofPeople})`;
}

/** Keys are lower case; names are found in any case, as for a new ticket. */
function categoriesSql({ categories, alsoCategories }: TicketFilter, bind: Bind): string | undefined {
  const sets = [categories, alsoCategories].filter((words) => words.length > 0);
  return sets.length === 0
    ? undefined
    : sets
        .map((words) => {
          const given = bind(words.map((word) => word.toLowerCase()));
          return `t.category_id IN (SELECT c.id FROM categories c WHERE c.key = ANY (${given}::text[]) OR lower(c.name) = ANY (${given}::text[]))`;
        })
        .join(' AND ');
}
