import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Statement } from '../../../platform/database/statement.js';
import type { TicketFilter, TicketSort } from '../domain/ticket-list.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';
import type { HoldReason, Priority, TicketStatus } from '../domain/ticket-status.js';
import { visibleBranches, visibleTo, type Bind } from './ticket-scope.sql.js';

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
  /** The sort value with all its microseconds, for the cursor. */
  sortKey: string;
}

const COLUMNS = `t.id, t.number, t.version, t.subject, json_build_object('id', c.id, 'key', c.key, 'name', c.name) AS category,
  t.status, t.hold_reason AS "holdReason", t.priority, t.requester_id AS "requesterId", t.assignee_id AS "assigneeId",
  t.team_id AS "teamId", t.confidential, t.tags, t.comment_count AS "commentCount", t.note_count AS "noteCount",
  t.attachment_count AS "attachmentCount", t.note_attachment_count AS "noteAttachmentCount",
  t.submitted_at AS "submittedAt", t.updated_at AS "updatedAt", t.first_reply_at AS "firstReplyAt",
  t.resolved_at AS "resolvedAt", t.closed_at AS "closedAt"`;

const SORT_COLUMN: Readonly<Record<TicketSort, { column: string; direction: 'ASC' | 'DESC' }>> = {
  '-submittedAt': { column: 'submitted_at', direction: 'DESC' },
  submittedAt: { column: 'submitted_at', direction: 'ASC' },
  '-updatedAt': { column: 'updated_at', direction: 'DESC' },
  updatedAt: { column: 'updated_at', direction: 'ASC' },
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
    const { bind, values } = binder();
    const { column, direction } = SORT_COLUMN[request.sort];
    const order = `ORDER BY t.${column} ${direction}, t.id ${direction}`;
    const keyset =
      request.after === null
        ? []
        : [
            `(t.${column}, t.id) ${direction === 'DESC' ? '<' : '>'} (${bind(request.after[0])}::timestamptz, ${bind(request.after[1])}::uuid)`,
          ];
    const conditions = [...filterSql(actor, request.filter, bind), ...keyset];
    const limit = bind(request.limit + 1);
    const { statuses } = request.filter;
    const branches = visibleBranches(actor, bind).map((scope) => {
      const where = (more: readonly string[]): string => [scope, ...conditions, ...more].join(' AND ');
      // One ordered walk per status: an index on status cannot give several of them in one order.
      return statuses.length > 0 && isStaff(actor)
        ? `SELECT t.* FROM unnest(${bind(statuses)}::text[]) AS s (status) CROSS JOIN LATERAL
            (SELECT t.id, t.${column} FROM tickets t WHERE ${where(['t.status = s.status'])} ${order} LIMIT ${limit}) t`
        : `(SELECT t.id, t.${column} FROM tickets t
            WHERE ${where(statuses.length > 0 ? [`t.status = ANY (${bind(statuses)}::text[])`] : [])} ${order} LIMIT ${limit})`;
    });
    const text = `WITH shown AS (
        SELECT DISTINCT t.id, t.${column} FROM (${branches.join(' UNION ALL ')}) t ${order} LIMIT ${limit}
      )
      SELECT ${COLUMNS}, to_char(t.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "sortKey",
        EXISTS (SELECT 1 FROM ticket_watchers w WHERE w.ticket_id = t.id AND w.user_id = ${bind(actor.id)}) AS "isWatched"
      FROM shown JOIN tickets t ON t.id = shown.id JOIN categories c ON c.id = t.category_id ${order}`;
    return this.database.query<TicketRow>(named(text, request.filter), values);
  }

  /** Counts what the actor sees, up to one more than the cap. */
  async total(actor: PersonActor, filter: TicketFilter): Promise<number> {
    const { bind, values } = binder();
    const conditions = [visibleTo(actor, bind), ...filterSql(actor, filter, bind)];
    if (filter.statuses.length > 0) {
      conditions.push(`t.status = ANY (${bind(filter.statuses)}::text[])`);
    }
    const text = `SELECT count(*)::int AS total FROM (
      SELECT 1 FROM tickets t WHERE ${conditions.join(' AND ')} LIMIT ${String(TOTAL_CAP + 1)}) t`;
    const [row] = await this.database.query<{ total: number }>(adHoc(text), values);
    return row?.total ?? 0;
  }
}

function binder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { bind: (value) => `$${String(values.push(value))}`, values };
}

/** Statuses are placed by the caller. */
function filterSql(actor: PersonActor, filter: TicketFilter, bind: Bind): string[] {
  const conditions: string[] = [];
  const anyOf = (column: string, given: readonly string[], type: string): void => {
    if (given.length > 0) {
      conditions.push(`${column} = ANY (${bind(given)}::${type}[])`);
    }
  };
  anyOf('t.priority', filter.priorities, 'text');
  anyOf('t.team_id', filter.teamIds, 'uuid');
  anyOf('t.requester_id', filter.requesterIds, 'uuid');
  if (filter.isUnassigned && filter.assigneeIds.length > 0) {
    conditions.push(`(t.assignee_id IS NULL OR t.assignee_id = ANY (${bind(filter.assigneeIds)}::uuid[]))`);
  } else if (filter.isUnassigned) {
    conditions.push('t.assignee_id IS NULL');
  } else {
    anyOf('t.assignee_id', filter.assigneeIds, 'uuid');
  }
  if (filter.categories.length > 0) {
    conditions.push(
      `t.category_id IN (SELECT c.id FROM categories c WHERE c.key = ANY (${bind(filter.categories)}::text[]) OR c.name = ANY (${bind(filter.categories)}::text[]))`,
    );
  }
  if (filter.tags.length > 0) {
    conditions.push(`t.tags @> ${bind(filter.tags)}::text[]`);
  }
  if (filter.submittedFrom !== null) {
    conditions.push(`t.submitted_at >= ${bind(filter.submittedFrom)}`);
  }
  if (filter.submittedTo !== null) {
    conditions.push(`t.submitted_at <= ${bind(filter.submittedTo)}`);
  }
  if (filter.q !== '') {
    conditions.push(searchSql(actor, filter.q, bind));
  }
  return conditions;
}

/** A number is found exactly; words through the search rows, notes only for staff. Text without any word finds nothing. */
function searchSql(actor: PersonActor, q: string, bind: Bind): string {
  const query = `search_query(${bind(q)})`;
  const matches = isStaff(actor) ? `s.document @@ ${query} OR s.notes @@ ${query}` : `s.document @@ ${query}`;
  const number = normaliseTicketNumber(q);
  const byWords = `t.id IN (SELECT s.ticket_id FROM ticket_search s WHERE ${matches})`;
  return number === null ? byWords : `(${byWords} OR t.number = ${bind(number)})`;
}

/** Searches are planned with their words, since a rare word and a frequent one need different plans. */
function named(text: string, filter: TicketFilter): Statement {
  return filter.q === ''
    ? statement(`tickets.page.${createHash('sha1').update(text).digest('base64url')}`, text)
    : adHoc(text);
}
