import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { PAGE_LIMIT_DEFAULT } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Statement } from '../../../platform/database/statement.js';
import type { TicketFilter, TicketSort } from '../domain/ticket-list.js';
import type { HoldReason, Level, Priority, TicketStatus } from '../domain/ticket-status.js';
import { filterParts, filterSql } from './ticket-filter.sql.js';
import { isEven, taggedSql, walksOf } from './ticket-walks.sql.js';
import { binder, visibleBranches, visibleTo } from './ticket-scope.sql.js';
import { searchSql } from './ticket-search.sql.js';
import { unreadSql } from './ticket-news.sql.js';

export interface LastMessageRow {
  /** ISO 8601. */
  readonly at: string;
  /** Null for what a program wrote. */
  readonly by: string | null;
  readonly text: string;
}

/** Exactly the columns a list shows. */
export interface TicketRow {
  id: string;
  number: string;
  version: number;
  subject: string;
  category: { id: string; key: string; name: string };
  status: TicketStatus;
  holdReason: HoldReason | null;
  priority: Priority;
  impact: Level | null;
  urgency: Level | null;
  requesterId: string;
  assigneeId: string | null;
  teamId: string | null;
  confidential: boolean;
  tags: string[];
  commentCount: number;
  noteCount: number;
  attachmentCount: number;
  noteAttachmentCount: number;
  submittedAt: Date;
  updatedAt: Date;
  firstReplyAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  isWatched: boolean;
  sla: object | null;
  /** Of the last message that everybody sees: null where there is none. */
  lastReply: LastMessageRow | null;
  /** Of the last note. */
  lastNote: LastMessageRow | null;
  /** Somebody else wrote or changed its status since the one who asks looked. */
  isUnread: boolean;
  /** The sort value with all its microseconds, for the cursor. */
  sortKey: string;
}

const COLUMNS = `t.id, t.number, t.version, t.subject, json_build_object('id', c.id, 'key', c.key, 'name', c.name) AS category,
  t.status, t.hold_reason AS "holdReason", t.priority, t.impact, t.urgency, t.requester_id AS "requesterId", t.assignee_id AS "assigneeId",
  t.team_id AS "teamId", t.confidential, t.tags, t.comment_count AS "commentCount", t.note_count AS "noteCount",
  t.attachment_count AS "attachmentCount", t.note_attachment_count AS "noteAttachmentCount",
  t.submitted_at AS "submittedAt", t.updated_at AS "updatedAt", t.first_reply_at AS "firstReplyAt",
  t.resolved_at AS "resolvedAt", t.closed_at AS "closedAt", t.sla,
  CASE WHEN t.last_reply_at IS NOT NULL
    THEN json_build_object('at', t.last_reply_at, 'by', t.last_reply_by, 'text', t.last_reply_text) END AS "lastReply",
  CASE WHEN t.last_note_at IS NOT NULL
    THEN json_build_object('at', t.last_note_at, 'by', t.last_note_by, 'text', t.last_note_text) END AS "lastNote"`;

const SORT_COLUMN: Readonly<Record<TicketSort, { column: string; direction: 'ASC' | 'DESC' }>> = {
  '-submittedAt': { column: 'submitted_at', direction: 'DESC' },
  submittedAt: { column: 'submitted_at', direction: 'ASC' },
  '-updatedAt': { column: 'updated_at', direction: 'DESC' },
  updatedAt: { column: 'updated_at', direction: 'ASC' },
  dueAt: { column: 'sla_order_at', direction: 'ASC' },
};

/** Totals beyond this are said to be "more than". */
export const TOTAL_CAP = 1_000;

export interface TicketListRequest {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  /** Sort value and id of the last row shown. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

@Injectable()
export class TicketListQuery {
  constructor(private readonly database: Database) {}

  /** One row more than `limit` when there is a next page. */
  async page(actor: PersonActor, request: TicketListRequest): Promise<TicketRow[]> {
    if (request.filter.isNothing) {
      return [];
    }
    const { bind, values } = binder();
    const { column, direction } = SORT_COLUMN[request.sort];
    const order = `ORDER BY t.${column} ${direction}, t.id ${direction}`;
    // Without the time of submission PostgreSQL took indexes for lists of one category or promise that made it read more.
    const keys = [...new Set(['id', ...(request.filter.q === '' ? ['submitted_at'] : []), column])]
      .map((one) => `t.${one}`)
      .join(', ');
    const placed = isStaff(actor) ? walksOf(request, bind) : null;
    const [first, second] = placed?.keys ?? [`t.${column}`, 't.id'];
    const keyset =
      request.after === null
        ? []
        : [
            `(${first}, ${second}) ${direction === 'DESC' ? '<' : '>'} (${bind(request.after[0])}::timestamptz, ${bind(request.after[1])}::uuid)`,
          ];
    // Written out: one plan for every limit would be a plan for a tenth of the table.
    const limit = request.limit + 1;
    const { q, statuses } = request.filter;
    // Functions, because PostgreSQL refuses a value that its statement does not use.
    const ofStatus = (): string[] => (statuses.length === 0 ? [] : [`t.status = ANY (${bind(statuses)}::text[])`]);
    const conditions = (): string[] => [...filterSql(request.filter, bind), ...ofStatus(), ...keyset];
    const scopes = visibleBranches(actor, bind);
    const tagged = placed === null ? null : taggedSql(request, bind);
    /** What is visible, in order; `joined` and `condition` may narrow it. A union of ordered walks, each ending at `most`. */
    const walk = (most: number, joined = '', condition = 'true'): string => {
      const ordered = (rows: string, conditions: readonly string[]): string =>
        `(SELECT ${keys} FROM ${rows} ${joined} WHERE ${[...conditions, condition].join(' AND ')} ORDER BY ${first} ${direction}, ${second} ${direction} LIMIT ${String(most)})`;
      if (placed === null) {
        return scopes.map((scope) => ordered('tickets t', [scope, ...conditions()])).join(' UNION ALL ');
      }
      const wanted = [...scopes, ...placed.parts, ...keyset];
      const walked = placed.walks.map(({ each, where }) => {
        const walked = ordered(placed.rows, [...where, ...wanted, ...(tagged === null ? [] : [tagged.areMany])]);
        return each === null ? walked : `SELECT t.* FROM ${each} CROSS JOIN LATERAL ${walked} t`;
      });
      // The few are in no walk: what the walks are joined with has to be asked of each.
      const few = tagged === null ? [] : [ordered(tagged.few, [...wanted, ...placed.joined, ...ofStatus()])];
      return [...walked, ...few].join(' UNION ALL ');
    };
    const { steps, rows } =
      q === ''
        ? { steps: [], rows: walk(limit) }
        : searchSql({
            actor,
            q,
            bind,
            column,
            direction,
            limit,
            near: nearOf(actor, column),
            walk,
            isShown: [visibleTo(actor, bind), ...conditions()].join(' AND '),
            narrowed: narrowingOf(request.filter),
            isBehind: keyset[0] ?? 'true',
          });
    const shown = `shown AS (SELECT DISTINCT t.id, t.${column} FROM (${rows}) t ${order} LIMIT ${String(limit)})`;
    // Only a search goes on from what it found.
    const text = `WITH ${q === '' ? '' : 'RECURSIVE '}${[...(tagged === null ? [] : [tagged.step]), ...steps, shown].join(', ')}
      SELECT ${COLUMNS}, coalesce(to_char(t.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'infinity') AS "sortKey",
        EXISTS (SELECT 1 FROM ticket_watchers w WHERE w.ticket_id = t.id AND w.user_id = ${bind(actor.id)}) AS "isWatched",
        ${unreadSql(actor, bind)} AS "isUnread"
      FROM shown JOIN tickets t ON t.id = shown.id JOIN categories c ON c.id = t.category_id ${order}`;
    return this.database.query<TicketRow>(
      request.limit === PAGE_LIMIT_DEFAULT && isEven(actor, request) ? named('page', text) : adHoc(text),
      values,
    );
  }

  /** Counts what the actor sees; somewhere beyond the cap it stops. */
  async total(actor: PersonActor, filter: TicketFilter): Promise<number> {
    if (filter.isNothing) {
      return 0;
    }
    const { bind, values } = binder();
    const conditions = [visibleTo(actor, bind), ...filterSql(filter, bind)];
    if (filter.statuses.length > 0) {
      conditions.push(`t.status = ANY (${bind(filter.statuses)}::text[])`);
    }
    const isShown = conditions.join(' AND ');
    const most = TOTAL_CAP + 1;
    const { steps, rows } =
      filter.q === ''
        ? { steps: [], rows: `SELECT t.id FROM tickets t WHERE ${isShown} LIMIT ${String(most)}` }
        : searchSql({
            actor,
            q: filter.q,
            bind,
            column: 'submitted_at',
            direction: 'DESC',
            limit: most,
            near: 400,
            walk: (limit, joined = '', condition = 'true') =>
              `(SELECT t.id, t.submitted_at FROM tickets t ${joined} WHERE ${isShown} AND ${condition}
                ORDER BY t.submitted_at DESC, t.id DESC LIMIT ${String(limit)})`,
            isShown,
            narrowed: narrowingOf(filter),
            isBehind: 'true',
          });
    const counted = `counted AS (SELECT DISTINCT t.id FROM (${rows}) t)`;
    const text = `WITH ${filter.q === '' ? '' : 'RECURSIVE '}${[...steps, counted].join(', ')} SELECT count(*)::int AS total FROM counted`;
    const [row] = await this.database.query<{ total: number }>(named('total', text), values);
    return row?.total ?? 0;
  }
}

/** What is asked for, words aside. */
function narrowingOf(filter: TicketFilter): 'not' | 'by status' | 'further' {
  if (Object.keys(filterParts(filter, () => '$0')).length > 0) {
    return 'further';
  }
  return filter.statuses.length > 0 ? 'by status' : 'not';
}

/** So many tickets tell how frequent a word is, where that decides about reading all of its hits; else fewer do. */
function nearOf(actor: PersonActor, column: string): number {
  return isStaff(actor) && column !== 'submitted_at' ? 500 : 100;
}

/** Each text is prepared once per connection and stays there: for pages of the usual length, not of every length there is. */
export function named(what: 'page' | 'total' | 'counts', text: string): Statement {
  return statement(`tickets.${what}.${createHash('sha1').update(text).digest('base64url')}`, text);
}
