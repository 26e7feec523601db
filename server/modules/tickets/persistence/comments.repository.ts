import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Comment, CommentVisibility } from '../domain/comment.js';
import type { PromiseTimes } from '../domain/ticket.js';

/** Comment, counters and search words in one statement. A document stops growing long before its size limit. */
const INSERT = statement(
  'comments.insert',
  `WITH stored AS (
     INSERT INTO comments (id, ticket_id, author_id, author_kind, visibility, body, body_html, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ), counted AS (
     UPDATE tickets SET
       comment_count = comment_count + CASE WHEN $5 = 'public' THEN 1 ELSE 0 END,
       note_count = note_count + CASE WHEN $5 = 'internal' THEN 1 ELSE 0 END,
       awaits_reply = CASE WHEN $9 THEN false WHEN $5 = 'public' AND $3 = requester_id THEN true ELSE awaits_reply END,
       first_reply_at = CASE WHEN $9 THEN coalesce(first_reply_at, $8) ELSE first_reply_at END,
       last_reply_at = CASE WHEN $5 = 'public' THEN $8 ELSE last_reply_at END,
       last_reply_by = CASE WHEN $5 = 'public' THEN $3 ELSE last_reply_by END,
       last_reply_text = CASE WHEN $5 = 'public' THEN $15 ELSE last_reply_text END,
       last_note_at = CASE WHEN $5 = 'internal' THEN $8 ELSE last_note_at END,
       last_note_by = CASE WHEN $5 = 'internal' THEN $3 ELSE last_note_by END,
       last_note_text = CASE WHEN $5 = 'internal' THEN $15 ELSE last_note_text END,
       news = news + 1,
       news_by = $3,
       news_of_others = CASE WHEN news_by IS NOT DISTINCT FROM $3 THEN news_of_others ELSE news END,
       public_news = CASE WHEN $5 = 'public' THEN news + 1 ELSE public_news END,
       public_news_by = CASE WHEN $5 = 'public' THEN $3 ELSE public_news_by END,
       public_news_of_others = CASE
         WHEN $5 = 'internal' OR public_news_by IS NOT DISTINCT FROM $3 THEN public_news_of_others ELSE public_news END,
       updated_at = $8,
       sla = CASE WHEN $10 THEN $11::jsonb ELSE sla END,
       sla_due_at = CASE WHEN $10 THEN $12::timestamptz ELSE sla_due_at END,
       sla_warn_at = CASE WHEN $10 THEN $13::timestamptz ELSE sla_warn_at END,
       sla_mark_at = CASE WHEN $10 THEN $14::timestamptz ELSE sla_mark_at END
     WHERE id = $2
   )
   UPDATE ticket_search SET words = search_joined(words, $6, $5 = 'internal')
   WHERE ticket_id = $2 AND length(words) < 40000`,
);

const MENTION = statement(
  'comments.mention',
  `INSERT INTO ticket_mentions (comment_id, user_id, ticket_id, created_at)
   SELECT $1, mentioned.id, $2, $3 FROM unnest($4::uuid[]) AS mentioned (id)`,
);
const ADD_WATCHERS = statement(
  'comments.add_watchers',
  `INSERT INTO ticket_watchers (ticket_id, user_id) SELECT $1, called.id FROM unnest($2::uuid[]) AS called (id)
   ON CONFLICT DO NOTHING`,
);
const COUNT_FILES = statement(
  'comments.count_files',
  `UPDATE tickets SET attachment_count = attachment_count + $2, note_attachment_count = note_attachment_count + $3 WHERE id = $1`,
);

const COLUMNS = `id, ticket_id AS "ticketId", author_id AS "authorId", author_kind AS "authorKind", visibility, body,
  body_html AS "bodyHtml", created_at AS "createdAt"`;
const OF_TICKET = statement(
  'comments.of_ticket',
  `SELECT ${COLUMNS} FROM comments
   WHERE ticket_id = $1 AND visibility = ANY ($2::text[])
     AND ($3::timestamptz IS NULL OR (created_at, id) > ($3, $4::uuid))
   ORDER BY created_at, id LIMIT $5`,
);
const FIND = statement('comments.find', `SELECT ${COLUMNS} FROM comments WHERE id = $1`);

@Injectable()
export class CommentsRepository {
  async mention(tx: Transaction, comment: Comment, personIds: readonly string[]): Promise<void> {
    await tx.query(MENTION, [comment.id, comment.ticketId, comment.createdAt, personIds]);
  }

  async addWatchers(tx: Transaction, { ticketId }: Comment, personIds: readonly string[]): Promise<void> {
    await tx.query(ADD_WATCHERS, [ticketId, personIds]);
  }

  /** Counters of its ticket only. */
  async countFiles(tx: Transaction, { ticketId, visibility }: Comment, count: number): Promise<void> {
    const forEveryone = visibility === 'public' ? count : 0;
    await tx.query(COUNT_FILES, [ticketId, forEveryone, count - forEveryone]);
  }

  /** `isFirstReplyCandidate`: a public comment by staff who is not the requester. `promises`: what it does to them. */
  async insert(
    tx: Transaction,
    comment: Comment,
    isFirstReplyCandidate: boolean,
    /** Its first words, for lists. */
    excerpt: string,
    promises: Partial<PromiseTimes>,
  ): Promise<void> {
    await tx.query(INSERT, [
      comment.id,
      comment.ticketId,
      comment.authorId,
      comment.authorKind,
      comment.visibility,
      comment.body,
      comment.bodyHtml,
      comment.createdAt,
      isFirstReplyCandidate,
      Object.keys(promises).length > 0,
      promises.sla === undefined ? null : JSON.stringify(promises.sla),
      promises.slaDueAt ?? null,
      promises.slaWarnAt ?? null,
      promises.slaMarkAt ?? null,
      excerpt,
    ]);
  }

  /** Oldest first, after `after`. */
  async ofTicket(
    from: Queryable,
    ticketId: string,
    visibilities: readonly CommentVisibility[],
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<Comment[]> {
    return from.query<Comment>(OF_TICKET, [ticketId, visibilities, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  async find(from: Queryable, id: string): Promise<Comment | null> {
    const [row] = await from.query<Comment>(FIND, [id]);
    return row ?? null;
  }
}
