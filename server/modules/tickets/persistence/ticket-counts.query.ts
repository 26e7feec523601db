import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc } from '../../../platform/database/statement.js';
import type { TicketFilter } from '../domain/ticket-list.js';
import { STATUSES } from '../domain/ticket-status.js';
import { filterParts } from './ticket-filter.sql.js';
import { TOTAL_CAP } from './ticket-list.query.js';
import { binder, visibleTo, type Bind } from './ticket-scope.sql.js';
import { wordsSql } from './ticket-search.sql.js';

/** So many tickets are looked at for one count; what is beyond is said to be "more than". */
export const LOOKED_AT = 5_000;

export interface ViewCount {
  readonly count: number;
  /** There may be more than `count`. */
  readonly isCapped: boolean;
}

/** What the conditions of a count read; not the texts of a ticket. */
const COLUMNS = `t.id, t.status, t.priority, t.category_id, t.requester_id, t.assignee_id, t.team_id, t.confidential, t.tags,
  t.hold_reason, t.submitted_at, t.reopened_at, t.awaits_reply, t.sla_order_at, t.sla_warn_at`;

/** So that indexes are walked: without an order PostgreSQL may rather read the table from its beginning. */
const ORDER = 'ORDER BY t.submitted_at DESC, t.id DESC';

/** Tickets in the order of one index, for each of the values that the conditions name. */
interface Driver {
  readonly values: readonly string[];
  readonly conditions: readonly string[];
  readonly order: string;
}

/** Counts of what the actor sees of each filter, in one statement that looks at a bounded number of tickets. */
@Injectable()
export class TicketCountsQuery {
  constructor(private readonly database: Database) {}

  /** In the order given. */
  async counts(actor: PersonActor, filters: readonly TicketFilter[]): Promise<ViewCount[]> {
    const { bind, values } = binder();
    const each = filters.map((filter) => countSql(actor, filter, bind));
    // Seen with its values: each of them has a plan of its own.
    const [row] = await this.database.query<{ counts: [number, boolean][] }>(
      adHoc(`SELECT json_build_array(${each.join(', ')}) AS counts`),
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
 * the rest is held against each of them. The ticket after the last one that is looked at passes by its number alone, and
 * tells that the count is not the whole truth.
 */
function countSql(actor: PersonActor, filter: TicketFilter, bind: Bind): string {
  if (filter.isNothing) {
    return 'json_build_array(0, false)';
  }
  const parts = filterParts(filter, bind);
  const statuses = filter.statuses.length === 0 ? [] : [`t.status = ANY (${bind(filter.statuses)}::text[])`];
  const rest = [visibleTo(actor, bind), ...statuses, ...Object.values(parts)].join(' AND ');
  const looked = String(LOOKED_AT);
  return `(SELECT json_build_array(count(*) FILTER (WHERE c.n <= ${looked}), coalesce(bool_or(c.n > ${looked}), false))
    FROM (SELECT t.n FROM (SELECT t.*, row_number() OVER () AS n FROM (${walk(driverOf(actor, filter, parts, bind))}) t) t
          WHERE t.n > ${looked} OR (${rest}) LIMIT ${String(TOTAL_CAP + 1)}) c)`;
}

function walk({ values, conditions, order }: Driver): string {
  const most = `LIMIT ${String(LOOKED_AT + 1)}`;
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const ordered = `SELECT ${COLUMNS} FROM tickets t ${where} ${order} ${most}`;
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
  if (requesterIds.length > 0) {
    return ofIds('t.requester_id', requesterIds);
  }
  if (parts.mentionedId !== undefined) {
    return { values: [], conditions: [parts.mentionedId], order: '' };
  }
  if (parts.tags !== undefined) {
    return { values: [], conditions: [parts.tags], order: '' };
  }
  if (isReopened === true) {
    return withStatus({ values: [], conditions: ['t.reopened_at IS NOT NULL'], order: '' });
  }
  if (assigneeIds.length > 0 && !isUnassigned) {
    return withStatus(ofIds('t.assignee_id', assigneeIds));
  }
  if (filter.due.length > 0) {
    return dueDriver(filter, bind);
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
  if (due.every((word) => word === 'soon')) {
    const conditions = [`t.sla_warn_at <= ${until(dueTimes?.now)}`];
    return { values: [], conditions, order: 'ORDER BY t.sla_warn_at, t.id' };
  }
  const last = due.includes('soon') ? "'infinity'" : until(due.includes('today') ? dueTimes?.endOfDay : dueTimes?.now);
  return {
    values: [`unnest(${bind(statuses.length === 0 ? STATUSES : statuses)}::text[]) AS s (status)`],
    conditions: ['t.status = s.status', `t.sla_order_at ${due.includes('soon') ? '<' : '<='} ${last}`],
    order: 'ORDER BY t.sla_order_at, t.id',
  };
}
