import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import type { TicketFilter, TicketSort } from '../domain/ticket-list.js';
import { STATUSES, type TicketStatus } from '../domain/ticket-status.js';
import { filterParts } from './ticket-filter.sql.js';
import type { Bind } from './ticket-scope.sql.js';

interface Asked {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
}

/** Tickets in the order of one index, once or for each row of `each`. */
interface Walk {
  readonly each: string | null;
  readonly where: readonly string[];
}

interface Walks {
  /** Where the walks go, rows `t` of tickets among them. */
  readonly rows: string;
  /** What they are ordered by, where it is not of the tickets themselves. */
  readonly keys?: readonly [string, string];
  readonly walks: readonly Walk[];
  /** What is held against each ticket on the way. */
  readonly parts: readonly string[];
  /** What the walks themselves see to. */
  readonly joined: readonly string[];
}

/** What has an index of its own, which goes on with the status and then the time of submission. */
const PLACED: readonly string[] = ['assigneeIds', 'teamIds', 'categories'];

const FEW_TAGGED = 1_000;

/**
 * Where what staff asks for lies in the order asked for, and what is left to be held against each ticket. An index on status
 * cannot give several of them in one order, so each is a walk of its own. Statuses are words of ours and stand in the text:
 * nothing else finds the indexes of some statuses alone.
 */
export function walksOf(asked: Asked, bind: Bind): Walks {
  const parts = filterParts(asked.filter, bind);
  const rows = 'tickets t';
  if (isOfOneTag(asked)) {
    // One by one, in the order asked for: PostgreSQL takes every tag for a rare one and would rather join them all.
    const tagged = `ticket_tags g CROSS JOIN LATERAL (SELECT * FROM tickets x WHERE x.id = g.ticket_id OFFSET 0) t`;
    const { statuses } = asked.filter;
    const where = [`g.tag = ${bind(asked.filter.tags[0])}`, ...(statuses.length === 0 ? [] : [isOneOf(statuses)])];
    const keys = ['g.submitted_at', 'g.ticket_id'] as const;
    return { rows: tagged, keys, walks: [{ each: null, where }], parts: Object.values(parts), joined: [] };
  }
  const statuses = statusesOf(asked, Object.keys(parts));
  const inStatuses = (walk: Walk): Walk[] =>
    statuses.length === 0
      ? [walk]
      : statuses.map((status) => ({ ...walk, where: [`t.status = '${status}'`, ...walk.where] }));
  const { dueTimes, due, mentionedId } = asked.filter;
  const now = (): string => `${bind(dueTimes?.now)}::timestamptz`;
  const isSoon = due.length > 0 && due.every((word) => word === 'soon');
  if (mentionedId !== null || (isSoon && asked.sort !== 'dueAt')) {
    // However many there are, they are one person's, or those of the moment.
    const where = [
      ...(statuses.length === 0 ? [] : [isOneOf(statuses)]),
      ...(isSoon ? [`t.sla_warn_at <= ${now()}`] : []),
    ];
    return { rows, walks: [{ each: null, where }], parts: Object.values(parts), joined: [] };
  }
  if (isSoon) {
    const where = [`t.sla_order_at >= ${now()}`, "t.sla_order_at < 'infinity'"];
    return { rows, walks: inStatuses({ each: null, where }), parts: Object.values(parts), joined: [] };
  }
  const { categories, ...rest } = parts;
  if (categories === undefined || !isBySubmission(asked.sort)) {
    return { rows, walks: inStatuses({ each: null, where: [] }), parts: Object.values(parts), joined: [] };
  }
  const each = `(SELECT k.id FROM categories k WHERE ${categories.replaceAll('t.category_id', 'k.id')}) d`;
  return {
    rows,
    walks: inStatuses({ each, where: ['t.category_id = d.id'] }),
    parts: Object.values(rest),
    joined: [categories],
  };
}

/** Statuses are words of ours and stand in the text: nothing else finds the indexes of some statuses alone. */
export function isOneOf(statuses: readonly TicketStatus[]): string {
  return `t.status IN (${statuses.map((status) => `'${status}'`).join(', ')})`;
}

/** One plan is good for all values: how many tickets they leave is either the same or does not matter. */
export function isEven(actor: PersonActor, { filter, sort }: Asked): boolean {
  const [first, ...more] = Object.keys(filterParts(filter, () => '$0'));
  if (!isStaff(actor) || first === undefined) {
    return true;
  }
  const ids = [filter.assigneeIds, filter.requesterIds, filter.teamIds].flat();
  return (
    more.length === 0 &&
    (PLACED.includes(first) || first === 'requesterIds') &&
    ids.length <= 1 &&
    filter.q === '' &&
    isBySubmission(sort)
  );
}

/**
 * The index of tags has no order, and how many tickets have a tag nobody knows before: a few are looked at one by one, in
 * the place of walks that would find them at their very end. Null where there is a better way, or no tag is asked for.
 */
export function taggedSql(asked: Asked, bind: Bind): { step: string; areMany: string; few: string } | null {
  const { tags } = asked.filter;
  if (tags.length === 0 || isOfOneTag(asked)) {
    return null;
  }
  const count = '(SELECT count(*) FROM tagged)';
  const ids =
    tags.length === 1
      ? `SELECT g.ticket_id AS id FROM ticket_tags g WHERE g.tag = ${bind(tags[0])}`
      : `SELECT t.id FROM tickets t WHERE t.tags @> ${bind(tags)}::text[]`;
  return {
    step: `tagged AS MATERIALIZED (${ids} LIMIT ${String(FEW_TAGGED + 1)})`,
    areMany: `${count} > ${String(FEW_TAGGED)}`,
    few: `(SELECT g.id FROM tagged g WHERE ${count} <= ${String(FEW_TAGGED)}) g
      CROSS JOIN LATERAL (SELECT * FROM tickets x WHERE x.id = g.id OFFSET 0) t`,
  };
}

/** Then the tickets of the tag lie in the order asked for. */
function isOfOneTag({ filter: { tags, q }, sort }: Asked): boolean {
  return tags.length === 1 && q === '' && isBySubmission(sort);
}

function isBySubmission(sort: TicketSort): boolean {
  return sort === '-submittedAt' || sort === 'submittedAt';
}

function statusesOf({ filter, sort }: Asked, parts: readonly string[]): readonly TicketStatus[] {
  if (filter.statuses.length > 0) {
    return filter.statuses;
  }
  // To have the order without the status would take one more index of each kind, for every write.
  const isByStatus =
    sort === 'dueAt' ||
    filter.due.length > 0 ||
    filter.isReopened === true ||
    (isBySubmission(sort) && parts.some((part) => PLACED.includes(part)));
  return isByStatus ? STATUSES : [];
}
