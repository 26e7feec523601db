import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { MailState } from '../domain/delivery.js';
import type { NewMessage, StoredMessage } from '../domain/mail-message.js';

/** Whoever adds to a conversation goes one after the other, so that two at once do not both count as its first news. */
const LOCK_THREAD = statement('mail.lock_thread', 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7305114))');
/**
 * The first news leaves at once; what follows within $16 seconds of it makes a message that waits until they are over, and
 * what follows that joins it, until it is sealed. A row that is there already answers what it was told then.
 */
const INSERT = statement(
  'mail.insert',
  `WITH latest AS (
     SELECT id, due_at, state = 'queued' AND sealed_at IS NULL AND due_at > created_at AS is_open
     FROM mail_messages
     WHERE $14 AND thread_id = $8 AND person_id = $12 AND collapsible AND collapsed_into IS NULL AND id <> $1
       AND (due_at > now() - make_interval(secs => $16)
         OR (state = 'queued' AND sealed_at IS NULL AND due_at > created_at))
     ORDER BY due_at DESC LIMIT 1 FOR UPDATE
   ), made AS (
   INSERT INTO mail_messages (id, to_name, to_address, template, data, links, kind, thread_id, subject, subject_tag,
     message_id, person_id, language, collapsible, reply_token, draft, collapsed_into, due_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $17, (SELECT id FROM latest WHERE is_open),
     COALESCE((SELECT CASE WHEN is_open THEN due_at ELSE due_at + make_interval(secs => $16) END FROM latest), now()))
   ON CONFLICT (id) DO NOTHING RETURNING collapsed_into, due_at
   ), place AS (
     SELECT * FROM made
     UNION ALL SELECT collapsed_into, due_at FROM mail_messages WHERE id = $1 AND NOT EXISTS (SELECT FROM made)
   )
   SELECT collapsed_into AS "collapsedInto", due_at AS "dueAt", due_at > now() AS "isWaiting" FROM place`,
);
const COLUMNS = `id, to_name AS "toName", to_address AS "toAddress", template, data, links, kind, thread_id AS "threadId",
  subject, subject_tag AS "subjectTag", state, attempts, provider_answer AS "providerAnswer", last_error AS "lastError",
  html, text, message_id AS "messageId", person_id AS "personId", language, reply_token AS "replyToken",
  collapsible AS "isCollapsible", collapsed_into AS "collapsedInto", in_reply_to AS "inReplyTo", draft,
  created_at AS "createdAt", sent_at AS "sentAt"`;
const FIND = statement('mail.find', `SELECT ${COLUMNS} FROM mail_messages WHERE id = $1`);
// Waits for whoever is just adding to it; from now on nobody does.
const SEAL = statement(
  'mail.seal',
  `UPDATE mail_messages SET sealed_at = COALESCE(sealed_at, now()), due_at = LEAST(due_at, now()) WHERE id = $1
   RETURNING ${COLUMNS}`,
);
const MEMBERS = statement(
  'mail.members',
  `SELECT ${COLUMNS} FROM mail_messages WHERE collapsed_into = $1 ORDER BY created_at, id`,
);
const EARLIER = statement(
  'mail.earlier',
  `SELECT message_id AS "messageId" FROM mail_messages
   WHERE thread_id = $1 AND person_id = $2 AND id <> $3 AND state = 'sent' AND collapsed_into IS NULL
     AND sent_at < COALESCE((SELECT sent_at FROM mail_messages WHERE id = $3), now())
   ORDER BY sent_at DESC, id LIMIT 20`,
);
// A message that is sent stays sent, whatever a late attempt says. What went with it went.
const SENT = statement(
  'mail.sent',
  `UPDATE mail_messages SET state = 'sent', provider_answer = $2, last_error = NULL, sent_at = now(), updated_at = now(),
     attempts = attempts + 1,
     html = CASE WHEN id = $1 THEN $3 END, text = CASE WHEN id = $1 THEN $4 END,
     subject = CASE WHEN id = $1 THEN $5 ELSE subject END,
     reference_ids = CASE WHEN id = $1 THEN $6::text[] ELSE reference_ids END,
     in_reply_to = CASE WHEN id = $1 THEN $7 END
   WHERE (id = $1 OR collapsed_into = $1) AND state <> 'sent'`,
);
const NOT_SENT = statement(
  'mail.not_sent',
  `UPDATE mail_messages SET state = $2, attempts = attempts + $4, last_error = $3, updated_at = now()
   WHERE (id = $1 OR collapsed_into = $1) AND state = 'queued'
   RETURNING id, person_id AS "personId", thread_id AS "threadId", template`,
);
const QUEUE_AGAIN = statement(
  'mail.queue_again',
  `UPDATE mail_messages SET state = 'queued', last_error = NULL, sealed_at = COALESCE(sealed_at, now()), updated_at = now()
   WHERE id = $1 RETURNING id`,
);

/** Where a new message found its place. */
export interface MailPlace {
  /** The message it goes with. */
  readonly collapsedInto: string | null;
  readonly dueAt: Date;
  readonly isWaiting: boolean;
}

/** What is kept of a message that was handed over. */
export interface SentFacts {
  readonly answer: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly references: readonly string[];
  readonly inReplyTo: string | null;
}

/** A message whose fate has changed. */
export interface AffectedMessage {
  readonly id: string;
  readonly personId: string | null;
  readonly threadId: string | null;
  readonly template: string;
}

/** The messages on their way. */
@Injectable()
export class MailStore {
  constructor(private readonly database: Database) {}

  /** `collapseSeconds`: how long news about the same go together. */
  async insert(tx: Queryable, message: NewMessage, collapseSeconds: number): Promise<MailPlace> {
    if (message.isCollapsible && message.threadId !== null) {
      await tx.query(LOCK_THREAD, [message.threadId]);
    }
    const [place] = await tx.query<MailPlace>(INSERT, [
      message.id,
      message.toName,
      message.toAddress,
      message.template,
      JSON.stringify(message.data),
      JSON.stringify(message.links),
      message.kind,
      message.threadId,
      message.subject,
      message.subjectTag,
      message.messageId,
      message.personId,
      message.language,
      message.isCollapsible,
      message.replyToken,
      collapseSeconds,
      message.draft === null ? null : JSON.stringify(message.draft),
    ]);
    if (place === undefined) {
      throw new Error(`The message ${message.id} was not stored`);
    }
    return place;
  }

  async find(id: string): Promise<StoredMessage | null> {
    const [row] = await this.database.query<StoredMessage>(FIND, [id]);
    return row ?? null;
  }

  /** From now on nothing joins it; null when there is no such message. */
  async seal(id: string): Promise<StoredMessage | null> {
    const [row] = await this.database.query<StoredMessage>(SEAL, [id]);
    return row ?? null;
  }

  /** What goes with this message, oldest first. */
  async members(id: string): Promise<StoredMessage[]> {
    return this.database.query<StoredMessage>(MEMBERS, [id]);
  }

  /** Message-IDs of what the same person got in the same conversation before, oldest first. */
  async earlier({ id, threadId, personId }: StoredMessage): Promise<string[]> {
    if (threadId === null || personId === null) {
      return [];
    }
    const rows = await this.database.query<{ messageId: string }>(EARLIER, [threadId, personId, id]);
    return rows.map(({ messageId }) => messageId).reverse();
  }

  async markSent(id: string, facts: SentFacts): Promise<void> {
    const { answer, html, text, subject, references, inReplyTo } = facts;
    await this.database.query(SENT, [id, answer.slice(0, 500), html, text, subject, references, inReplyTo]);
  }

  /** Of the message and all that goes with it. `attempts`: 0 when nothing was tried. */
  async markNotSent(
    from: Queryable,
    id: string,
    { state, error, attempts }: { state: MailState; error: string; attempts: 0 | 1 },
  ): Promise<AffectedMessage[]> {
    const text = error.replaceAll('\u0000', '').slice(0, 1_000);
    return from.query<AffectedMessage>(NOT_SENT, [id, state, text, attempts]);
  }

  /** False when there is no such message. */
  async queueAgain(tx: Queryable, id: string): Promise<boolean> {
    return (await tx.query(QUEUE_AGAIN, [id])).length === 1;
  }
}
