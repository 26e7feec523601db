import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Comment, CommentVisibility } from '../domain/comment.js';

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
       updated_at = $8
     WHERE id = $2
   )
   UPDATE ticket_search SET words = words || CASE $5 WHEN 'public' THEN search_document($6) ELSE search_note($6) END
   WHERE ticket_id = $2 AND length(words) < 40000`,
);

const MENTION = statement(
  'comments.mention',
  `INSERT INTO ticket_mentions (comment_id, user_id, ticket_id, created_at)
   SELECT $1, mentioned.id, $2, $3 FROM unnest($4::uuid[]) AS mentioned (id)`,
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

  /** `isFirstReplyCandidate`: a public comment by staff who is not the requester. */
  async insert(tx: Transaction, comment: Comment, isFirstReplyCandidate: boolean): Promise<void> {
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
