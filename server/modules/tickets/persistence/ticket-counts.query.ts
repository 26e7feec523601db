import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc } from '../../../platform/database/statement.js';
import type { TicketFilter } from '../domain/ticket-list.js';
import { filterParts } from './ticket-filter.sql.js';
import { TOTAL_CAP } from './ticket-list.query.js';
import { binder, visibleTo, type Bind } from './ticket-scope.sql.js';

/** So many tickets are looked at for one count; what is beyond is said to be "more than". */
export const LOOKED_AT = 5_000;

export interface ViewCount {
  readonly count: number;
  /** There may be more than `count`. */
  readonly isCapped: boolean;
}

/** What the conditions of a count read; not the texts of a ticket. */
const COLUMNS = `t.id, t.status, t.priority, t.category_id, t.requester_id, t.assignee_id, t.team_id, t.confidential, t.tags,
  t.hold_reason, t.submitted_at, t.reopened_at, t.awaits_reply`;

/** Which part of a filter leaves fewest and has an index that gives just those tickets; together with the status or not. */
const DRIVERS = [
  ['requesterIds', false],
  ['tags', false],
  ['isReopened', true],
  ['assigneeIds', true],
  ['statuses', true],
  ['teamIds', false],
  ['categories', false],
  ['submittedFrom', false],
  ['submittedTo', false],
] as const;

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
  const statuses =
    filter.statuses.length === 0 ? {} : { statuses: `t.status = ANY (${bind(filter.statuses)}::text[])` };
  const parts: Partial<Record<string, string>> = { ...filterParts(filter, bind), ...statuses };
  const driving: string[] = [];
  if (filter.q === '') {
    const [driver, isWithStatus] = DRIVERS.find(([name]) => parts[name] !== undefined) ?? ['statuses', false];
    driving.push(...[parts[driver], isWithStatus ? parts['statuses'] : undefined].filter((sql) => sql !== undefined));
  } else {
    driving.push(
      `t.id IN (SELECT h.id FROM search_hits(search_query(${bind(filter.q)}), ${String(LOOKED_AT + 1)}) AS h (id))`,
    );
  }
  const rest = [visibleTo(actor, bind), ...Object.values(parts)].join(' AND ');
  const looked = String(LOOKED_AT);
  const walk = `SELECT ${COLUMNS} FROM tickets t ${driving.length === 0 ? '' : `WHERE ${[...new Set(driving)].join(' AND ')}`}
    LIMIT ${String(LOOKED_AT + 1)}`;
  return `(SELECT json_build_array(count(*) FILTER (WHERE c.n <= ${looked}), coalesce(bool_or(c.n > ${looked}), false))
    FROM (SELECT t.n FROM (SELECT t.*, row_number() OVER () AS n FROM (${walk}) t) t
          WHERE t.n > ${looked} OR (${rest}) LIMIT ${String(TOTAL_CAP + 1)}) c)`;
}
