import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc } from '../../../platform/database/statement.js';
import { areOpen, type TicketFilter } from '../domain/ticket-list.js';
import { STATUSES } from '../domain/ticket-status.js';
import { filterParts } from './ticket-filter.sql.js';
import { named, TOTAL_CAP } from './ticket-list.query.js';
import { binder, visibleTo, type Bind } from './ticket-scope.sql.js';
import { wordsSql } from './ticket-search.sql.js';
import { isOneOf } from './ticket-walks.sql.js';

/** So many tickets are looked at for one count; what is beyond is said to be "more than". */
export const LOOKED_AT = 5_000;

export interface ViewCount {
  readonly count: number;
  /** There may be more than `count`. */
  readonly isCapped: boolean;
}

/** So that indexes are walked: without an order PostgreSQL may rather read the table from its beginning. */
const ORDER = 'ORDER BY t.submitted_at DESC, t.id DESC';
/** That of an index which holds all that the usual counts of open tickets read. */
const ORDER_OF_OPEN = 'ORDER BY t.status, t.assignee_id';

/** What the conditions of a count read of a ticket without reading the ticket itself: all indexes of what is open hold it. */
const IN_INDEXES = ['id', 'status', 'confidential', 'requester_id', 'assignee_id', 'team_id'];

/** Tickets in the order of one index, for each of the values that the conditions name. */
interface Driver {
  readonly values: readonly string[];
  readonly conditions: readonly string[];
  readonly order: string;
  /** What its index holds beside `IN_INDEXES`; tickets are read where this is not told. */
  readonly holds?: readonly string[];
}

/** Counts of what the actor sees of each filter, in one statement that looks at a bounded number of tickets. */
@Injectable()
export class TicketCountsQuery {
  constructor(private readonly database: Database) {}

  /**
   * In the order given. Those of the built-in views alone are the same question for everybody (`isUsual`): most of its
   * cost is to plan it, so it is prepared. Whatever people saved is planned with its values.
   */
  async counts(actor: PersonActor, filters: readonly TicketFilter[], isUsual = false): Promise<ViewCount[]> {
    if (filters.length === 0) {
      return [];
    }
    const { bind, values } = binder();
    const each = filters.map((filter) => countSql(actor, filter, bind));
    const text = `SELECT json_build_array(${each.join(', ')}) AS counts`;
    const [row] = await this.database.query<{ counts: [number, boolean][] }>(
      isUsual ? named('counts', text) : adHoc(text),
      values,
    );
    return (row?.counts ?? []).map(([count, isLookedOver]) => ({
      count: Math.min(count, TOTAL_CAP),
      isCapped: isLookedOver || count > TOTAL_CAP,
    }));
  }
}

/**
 * Only one part of the filter decides what is looked at, because only then an index ends the walk after so many tickets;
 * the rest is held against each of them.
 */
function countSql(actor: PersonActor, filter: TicketFilter, bind: Bind): string {
  if (filter.isNothing) {
    return 'json_build_array(0, false)';
  }
  const parts = filterParts(filter, bind);
  const statuses = filter.statuses.length === 0 ? [] : [isOneOf(filter.statuses)];
  const driver = driverOf(actor, filter, parts, bind);
  const rest = [visibleTo(actor, bind), ...statuses, ...Object.values(parts)]
    .filter((condition) => !driver.conditions.includes(condition))
    .join(' AND ');
  const columns = [...new Set(Array.from(rest.matchAll(/\bt\.(\w+)/g), ([, column]) => column ?? ''))];
  const { holds } = driver;
  const isInIndex = holds !== undefined && columns.every((one) => IN_INDEXES.includes(one) || holds.includes(one));
  // No column that nobody reads: where the index has all of them, the tickets themselves are left alone.
  const read = columns.map((column) => `t.${column}`).join(', ');
  return isInIndex ? countOfIndex(driver, read, rest) : countOfTickets(driver, read, rest);
}

/** To number what is looked at costs more than to look at it: whether there is more is asked only where it matters. */
function countOfIndex(driver: Driver, columns: string, rest: string): string {
  const counted = `SELECT FROM (${walk(driver, columns, LOOKED_AT)}) t WHERE ${rest} LIMIT ${String(TOTAL_CAP + 1)}`;
  return `(SELECT json_build_array(c.n, CASE WHEN c.n > ${String(TOTAL_CAP)} THEN true
      ELSE EXISTS (SELECT FROM (${walk(driver, 't.id', LOOKED_AT + 1)}) t OFFSET ${String(LOOKED_AT)}) END)
    FROM (SELECT count(*) AS n FROM (${counted}) s) c)`;
}

/** The ticket after the last one that is looked at passes by its number alone, and tells that the count is not the whole truth. */
function countOfTickets(driver: Driver, columns: string, rest: string): string {
  const looked = String(LOOKED_AT);
  return `(SELECT json_build_array(count(*) FILTER (WHERE c.n <= ${looked}), coalesce(bool_or(c.n > ${looked}), false))
    FROM (SELECT t.n FROM (SELECT t.*, row_number() OVER () AS n FROM (${walk(driver, columns, LOOKED_AT + 1)}) t) t
          WHERE t.n > ${looked} OR (${rest}) LIMIT ${String(TOTAL_CAP + 1)}) c)`;
}

function walk({ values, conditions, order }: Driver, columns: string, limit: number): string {
  const most = `LIMIT ${String(limit)}`;
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const ordered = `SELECT ${columns} FROM tickets t ${where} ${order} ${most}`;
  return values.length === 0
    ? ordered
    : `SELECT t.* FROM ${values.join(' CROSS JOIN ')} CROSS JOIN LATERAL (${ordered}) t ${most}`;
}

/** The part that leaves fewest and has an index which gives just those tickets, alone or together with the status. */
function driverOf(actor: PersonActor, filter: TicketFilter, parts: ReturnType<typeof filterParts>, bind: Bind): Driver {
  const { q, statuses, requesterIds, assigneeIds, isUnassigned, isReopened, teamIds } = filter;
  if (q !== '') {
    const hits = `search_hits(${wordsSql(actor, q, bind)}, NULL, NULL, ${String(LOOKED_AT + 1)})`;
    return { values: [], conditions: [`t.id IN (SELECT h.id FROM ${hits} AS h (id))`], order: '' };
  }
  const ofIds = (column: string, ids: readonly string[]): Driver => ({
    values: [`unnest(${bind(ids)}::uuid[]) AS d (id)`],
    conditions: [`${column} = d.id`],
    order: ORDER,
  });
  const withStatus = ({ values, conditions }: Driver): Driver => ({
    values: [...values, `unnest(${bind(statuses.length === 0 ? STATUSES : statuses)}::text[]) AS s (status)`],
    conditions: [...conditions, 't.status = s.status'],
    order: ORDER,
  });
  const isOpen = areOpen(statuses);
  const ofOpen = (conditions: readonly string[]): Driver => ({
    values: [],
    conditions: [isOneOf(statuses), ...conditions],
    order: ORDER_OF_OPEN,
    holds: ['awaits_reply', 'priority', 'category_id'],
  });
  if (requesterIds.length > 0) {
    return ofIds('t.requester_id', requesterIds);
  }
  if (parts.mentionedId !== undefined) {
    return { values: [], conditions: [parts.mentionedId, ...(isOpen ? [isOneOf(statuses)] : [])], order: '' };
  }
  const [tag, ...otherTags] = filter.tags;
  if (parts.tags !== undefined && tag !== undefined) {
    return otherTags.length > 0
      ? { values: [], conditions: [parts.tags], order: '' }
      : {
          values: [`(SELECT g.ticket_id AS id FROM ticket_tags g WHERE g.tag = ${bind(tag)}) d`],
          conditions: ['t.id = d.id'],
          order: '',
        };
  }
  if (isReopened === true) {
    const asked = statuses.length === 0 ? STATUSES : statuses;
    const conditions = ['t.reopened_at IS NOT NULL', isOneOf(asked)];
    return { values: [], conditions, order: 'ORDER BY t.status, t.submitted_at DESC, t.id DESC', holds: [] };
  }
  if (parts.assigneeIds !== undefined && isOpen) {
    return ofOpen([parts.assigneeIds]);
  }
  if (assigneeIds.length > 0 && !isUnassigned) {
    return withStatus(ofIds('t.assignee_id', assigneeIds));
  }
  if (filter.due.length > 0) {
    return dueDriver(filter, bind);
  }
  if (isOpen) {
    return ofOpen([]);
  }
  if (isUnassigned && assigneeIds.length === 0) {
    return withStatus({ values: [], conditions: ['t.assignee_id IS NULL'], order: ORDER });
  }
  if (statuses.length > 0) {
    return withStatus({ values: [], conditions: [], order: ORDER });
  }
  if (teamIds.length > 0) {
    return withStatus(ofIds('t.team_id', teamIds));
  }
  if (parts.categories !== undefined) {
    const isAsked = parts.categories.replaceAll('t.category_id', 'k.id');
    return withStatus({
      values: [`(SELECT k.id FROM categories k WHERE ${isAsked}) d`],
      conditions: ['t.category_id = d.id'],
      order: ORDER,
    });
  }
  const dates = [parts.submittedFrom, parts.submittedTo].filter((sql) => sql !== undefined);
  return { values: [], conditions: dates, order: ORDER };
}

/** What is warned of is an index of its own and small; everything else is asked in the order in which it is due. */
function dueDriver({ due, dueTimes, statuses }: TicketFilter, bind: Bind): Driver {
  const until = (at: Date | undefined): string => `${bind(at)}::timestamptz`;
  const holds = ['sla_order_at', 'sla_warn_at'];
  if (due.every((word) => word === 'soon')) {
    const conditions = [`t.sla_warn_at <= ${until(dueTimes?.now)}`];
    return { values: [], conditions, order: 'ORDER BY t.sla_warn_at, t.id', holds };
  }
  const last = due.includes('soon') ? "'infinity'" : until(due.includes('today') ? dueTimes?.endOfDay : dueTimes?.now);
  const isInTime = `t.sla_order_at ${due.includes('soon') ? '<' : '<='} ${last}`;
  if (areOpen(statuses)) {
    return {
      values: [],
      conditions: [isOneOf(statuses), isInTime],
      order: 'ORDER BY t.status, t.sla_order_at',
      holds,
    };
  }
  const ofEach = (statuses.length === 0 ? STATUSES : statuses).map(
    (status) => `SELECT t.id FROM tickets t WHERE t.status = '${status}' AND ${isInTime}`,
  );
  return { values: [`(${ofEach.join(' UNION ALL ')}) d`], conditions: ['t.id = d.id'], order: '' };
}
