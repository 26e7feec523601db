import { Injectable } from '@nestjs/common';
import { isId } from '../../../kernel/ids.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { MergedField } from '../domain/ticket-concurrency.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';
import type { Level, Priority } from '../domain/ticket-status.js';
import type { PromiseTimes, Ticket, TicketChanges } from '../domain/ticket.js';
import { TicketEntity } from './ticket.entity.js';

const COLUMNS = `t.id, t.number, t.version, t.subject, t.description, t.description_html AS "descriptionHtml",
  t.category_id AS "categoryId", c.key AS "categoryKey",
  c.name AS "categoryName", t.status, t.priority, t.impact, t.urgency, t.requester_id AS "requesterId", t.submitted_by AS "submittedBy",
  t.assignee_id AS "assigneeId", t.team_id AS "teamId", t.confidential, t.tags, t.hold_reason AS "holdReason",
  t.hold_until AS "holdUntil", t.status_before_hold AS "statusBeforeHold", t.resolution, t.follow_up_of AS "followUpOf",
  t.comment_count AS "commentCount", t.note_count AS "noteCount", t.attachment_count AS "attachmentCount",
  t.note_attachment_count AS "noteAttachmentCount", t.field_versions AS "fieldVersions", t.submitted_at AS "submittedAt",
  t.updated_at AS "updatedAt", t.first_reply_at AS "firstReplyAt", t.reopened_at AS "reopenedAt",
  t.resolved_at AS "resolvedAt", t.closed_at AS "closedAt", t.sla,
  ARRAY(SELECT w.user_id FROM ticket_watchers w WHERE w.ticket_id = t.id ORDER BY w.created_at, w.user_id) AS "watcherIds",
  (t.follow_up_of IS NOT NULL OR EXISTS (SELECT FROM ticket_links l WHERE l.from_id = t.id)
    OR EXISTS (SELECT FROM ticket_links l WHERE l.to_id = t.id)
    OR EXISTS (SELECT FROM tickets f WHERE f.follow_up_of = t.id)) AS "hasLinks"`;

const TABLES = 'tickets t JOIN categories c ON c.id = t.category_id';

const FIND_BY_ID = statement('tickets.find_by_id', `SELECT ${COLUMNS} FROM ${TABLES} WHERE t.id = $1`);
const FIND_BY_NUMBER = statement('tickets.find_by_number', `SELECT ${COLUMNS} FROM ${TABLES} WHERE t.number = $1`);
const LOCK_BY_ID = statement('tickets.lock_by_id', `${FIND_BY_ID.text} FOR NO KEY UPDATE OF t`);
const LOCK_IF_FREE = statement('tickets.lock_if_free', `${LOCK_BY_ID.text} SKIP LOCKED`);
const LOCK_BY_NUMBER = statement('tickets.lock_by_number', `${FIND_BY_NUMBER.text} FOR NO KEY UPDATE OF t`);

/** Number, row and search row in one statement: one round trip, one number. */
const INSERT = statement(
  'tickets.insert',
  `WITH drawn AS (SELECT nextval('ticket_numbers')::text AS digits),
   named AS (
     SELECT 'SS-' || CASE WHEN length(digits) < 6 THEN lpad(digits, 6, '0') ELSE digits END AS number, digits FROM drawn
   ), stored AS (
     INSERT INTO tickets (id, number, subject, description, description_html, category_id, status, priority, requester_id,
       submitted_by, confidential, follow_up_of, attachment_count, submitted_at, updated_at, team_id, impact, urgency,
       sla, sla_due_at, sla_warn_at, sla_mark_at, news, news_by, public_news, public_news_by)
     SELECT $1, number, $2, $3, $4, $5, 'New', $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16, $17, $18, $19,
       1, $8, 1, $8
     FROM named
     RETURNING id, number
   ), searchable AS (
     INSERT INTO ticket_search (ticket_id, words)
     SELECT $1, search_document(number || ' ' || digits || ' ' || $2::text || ' ' || $3::text) || search_place($12, $7) FROM named
   )
   SELECT number FROM stored`,
);

const WATCH = statement(
  'tickets.watch',
  'INSERT INTO ticket_watchers (ticket_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING user_id',
);
const UNWATCH = statement(
  'tickets.unwatch',
  'DELETE FROM ticket_watchers WHERE ticket_id = $1 AND user_id = $2 RETURNING user_id',
);
const SEARCH_AGAIN = statement(
  'tickets.search_again',
  `UPDATE ticket_search s SET words = search_joined(search_joined(
     search_document(t.number || ' ' || ltrim(substr(t.number, 4), '0') || ' ' || t.subject || ' ' || t.description)
     || search_place(t.submitted_at, t.requester_id),
     coalesce((SELECT left(string_agg(c.body, ' ' ORDER BY c.created_at), 500000) FROM comments c
               WHERE c.ticket_id = t.id AND c.visibility = 'public'), ''), false),
     coalesce((SELECT left(string_agg(c.body, ' ' ORDER BY c.created_at), 500000) FROM comments c
               WHERE c.ticket_id = t.id AND c.visibility = 'internal'), ''), true)
   FROM tickets t WHERE t.id = $1 AND s.ticket_id = t.id`,
);
const COUNT_ATTACHMENTS = statement(
  'tickets.count_attachments',
  `UPDATE tickets SET attachment_count = attachment_count + $2, note_attachment_count = note_attachment_count + $3 WHERE id = $1`,
);
const NUMBERS = statement('tickets.numbers', 'SELECT id, number FROM tickets WHERE id = ANY ($1::uuid[])');
const OF_ASSIGNEE = statement(
  'tickets.open_of_assignee',
  `SELECT ${COLUMNS} FROM ${TABLES}
   WHERE t.assignee_id = $1 AND t.status IN ('New', 'Open', 'In Progress', 'On Hold') ORDER BY t.id FOR NO KEY UPDATE OF t`,
);

export interface NewTicket {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
  readonly descriptionHtml: string;
  readonly categoryId: string;
  readonly priority: Priority;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly teamId: string | null;
  readonly requesterId: string;
  readonly submittedBy: string;
  readonly confidential: boolean;
  readonly followUpOf: string | null;
  readonly attachmentCount: number;
  readonly submittedAt: Date;
  readonly promises: PromiseTimes;
}

/** Something that everybody who sees the ticket hears of. */
export interface News {
  /** Whose it is; null for a program's. */
  readonly by: string | null;
}

/** Counted from the row itself: the ticket at hand may be older than a comment of the same transaction. */
const NEWS = {
  news: () => 'news + 1',
  newsBy: () => ':by::uuid',
  newsOfOthers: () => 'CASE WHEN news_by IS NOT DISTINCT FROM :by::uuid THEN news_of_others ELSE news END',
  publicNews: () => 'news + 1',
  publicNewsBy: () => ':by::uuid',
  publicNewsOfOthers: () =>
    'CASE WHEN public_news_by IS NOT DISTINCT FROM :by::uuid THEN public_news_of_others ELSE public_news END',
};

@Injectable()
export class TicketsRepository {
  /** Gives the number drawn for it. */
  async insert(tx: Queryable, ticket: NewTicket): Promise<string> {
    const [row] = await tx.query<{ number: string }>(INSERT, [
      ticket.id,
      ticket.subject,
      ticket.description,
      ticket.descriptionHtml,
      ticket.categoryId,
      ticket.priority,
      ticket.requesterId,
      ticket.submittedBy,
      ticket.confidential,
      ticket.followUpOf,
      ticket.attachmentCount,
      ticket.submittedAt,
      ticket.teamId,
      ticket.impact,
      ticket.urgency,
      JSON.stringify(ticket.promises.sla),
      ticket.promises.slaDueAt,
      ticket.promises.slaWarnAt,
      ticket.promises.slaMarkAt,
    ]);
    if (row === undefined) {
      throw new Error('The ticket was not inserted');
    }
    return row.number;
  }

  /** `ref` is an id or a number, with or without prefix. */
  async find(from: Queryable, ref: string): Promise<Ticket | null> {
    return this.one(from, ref, FIND_BY_ID, FIND_BY_NUMBER);
  }

  /** Like `find`, and keeps others from changing it until the transaction ends. */
  async lock(tx: Transaction, ref: string): Promise<Ticket | null> {
    return this.one(tx, ref, LOCK_BY_ID, LOCK_BY_NUMBER);
  }

  /** Null for one that is gone, and for one that somebody else has locked. */
  async lockIfFree(tx: Transaction, id: string): Promise<Ticket | null> {
    const [row] = await tx.query<Ticket>(LOCK_IF_FREE, [id]);
    return row ?? null;
  }

  /** Without any permission applied. */
  async numbers(from: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await from.query<{ id: string; number: string }>(NUMBERS, [ids]);
    return new Map(rows.map((row) => [row.id, row.number]));
  }

  async lockOpenOfAssignee(tx: Transaction, assigneeId: string): Promise<Ticket[]> {
    return tx.query<Ticket>(OF_ASSIGNEE, [assigneeId]);
  }

  /** One new version. The ticket must be locked; `fields` are those that a concurrent edit would collide with. */
  async update(
    tx: Transaction,
    ticket: Ticket,
    changes: TicketChanges,
    fields: readonly MergedField[],
    now: Date,
    news: News | null = null,
  ): Promise<Ticket> {
    const version = ticket.version + 1;
    const fieldVersions = { ...ticket.fieldVersions, ...Object.fromEntries(fields.map((field) => [field, version])) };
    const row = { ...changes, tags: [...(changes.tags ?? ticket.tags)], version, fieldVersions, updatedAt: now };
    await tx.manager
      .createQueryBuilder()
      .update(TicketEntity)
      .set(news === null ? row : { ...row, ...NEWS })
      .where('id = :id', { id: ticket.id, by: news?.by ?? null })
      .execute();
    if (changes.subject !== undefined || changes.description !== undefined) {
      await tx.query(SEARCH_AGAIN, [ticket.id]);
    }
    return { ...ticket, ...changes, version, fieldVersions, updatedAt: now };
  }

  /** False when nothing changed. */
  async watch(tx: Transaction, ticketId: string, userId: string): Promise<boolean> {
    return (await tx.query(WATCH, [ticketId, userId])).length === 1;
  }

  async unwatch(tx: Transaction, ticketId: string, userId: string): Promise<boolean> {
    return (await tx.query(UNWATCH, [ticketId, userId])).length === 1;
  }

  /** Counters only; the version stays. */
  async countAttachments(tx: Transaction, ticketId: string, forEveryone: number, forStaff: number): Promise<void> {
    await tx.query(COUNT_ATTACHMENTS, [ticketId, forEveryone, forStaff]);
  }

  private async one(
    from: Queryable,
    ref: string,
    byId: typeof FIND_BY_ID,
    byNumber: typeof FIND_BY_NUMBER,
  ): Promise<Ticket | null> {
    const key = isId(ref) ? ref : normaliseTicketNumber(ref);
    if (key === null) {
      return null;
    }
    const [row] = await from.query<Ticket>(isId(ref) ? byId : byNumber, [key]);
    return row ?? null;
  }
}
