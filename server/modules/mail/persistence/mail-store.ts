import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Queryable } from '../../../platform/database/statement.js';
import type { MailState } from '../domain/delivery.js';
import type { MailFilter, MailListItem, NewMessage, StoredMessage } from '../domain/mail-message.js';

const INSERT = statement(
  'mail.insert',
  `INSERT INTO mail_messages (id, to_name, to_address, template, data, links, kind, thread_id, subject, subject_tag, message_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
);
const FIND = statement(
  'mail.find',
  `SELECT id, to_name AS "toName", to_address AS "toAddress", template, data, links, kind, thread_id AS "threadId", subject,
     subject_tag AS "subjectTag", state, attempts, provider_answer AS "providerAnswer", last_error AS "lastError", html, text,
     message_id AS "messageId", created_at AS "createdAt", sent_at AS "sentAt"
   FROM mail_messages WHERE id = $1`,
);
// A message that is sent stays sent, whatever a late attempt says.
const SENT = statement(
  'mail.sent',
  `UPDATE mail_messages SET state = 'sent', attempts = attempts + 1, provider_answer = $2, html = $3, text = $4,
     last_error = NULL, sent_at = now(), updated_at = now() WHERE id = $1 AND state <> 'sent'`,
);
const NOT_SENT = statement(
  'mail.not_sent',
  `UPDATE mail_messages SET state = $2, attempts = attempts + 1, last_error = $3, updated_at = now()
   WHERE id = $1 AND state = 'queued'`,
);
const QUEUE_AGAIN = statement(
  'mail.queue_again',
  "UPDATE mail_messages SET state = 'queued', last_error = NULL, updated_at = now() WHERE id = $1 RETURNING id",
);
const SORT = '-createdAt';

@Injectable()
export class MailStore {
  constructor(private readonly database: Database) {}

  async insert(tx: Queryable, message: NewMessage): Promise<void> {
    await tx.query(INSERT, [
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
    ]);
  }

  async find(id: string): Promise<StoredMessage | null> {
    const [row] = await this.database.query<StoredMessage>(FIND, [id]);
    return row ?? null;
  }

  async markSent(id: string, answer: string, body: { html: string; text: string }): Promise<void> {
    await this.database.query(SENT, [id, answer.slice(0, 500), body.html, body.text]);
  }

  async markNotSent(id: string, state: MailState, error: string): Promise<void> {
    await this.database.query(NOT_SENT, [id, state, error.replaceAll('\u0000', '').slice(0, 1_000)]);
  }

  /** False when there is no such message. */
  async queueAgain(tx: Queryable, id: string): Promise<boolean> {
    return (await tx.query(QUEUE_AGAIN, [id])).length === 1;
  }

  /** Newest first. */
  async page({ state, to, template, cursor, limit }: MailFilter): Promise<Page<MailListItem>> {
    const values: unknown[] = [];
    const conditions: string[] = [];
    const equals = (column: string, value: string | null): void => {
      if (value !== null) {
        values.push(value);
        conditions.push(`${column} = $${String(values.length)}`);
      }
    };
    equals('state', state);
    equals('to_address', to);
    equals('template', template);
    if (cursor !== null) {
      values.push(...decodeCursor(cursor, SORT, 2));
      conditions.push(
        `(created_at, id) < ($${String(values.length - 1)}::timestamptz, $${String(values.length)}::uuid)`,
      );
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await this.database.query<MailListItem & { position: string }>(
      adHoc(
        `SELECT id, to_name AS "toName", to_address AS "toAddress", subject, template, state, attempts,
           created_at AS "createdAt", sent_at AS "sentAt", last_error AS "lastError", created_at::text AS position
         FROM mail_messages ${where} ORDER BY created_at DESC, id DESC LIMIT ${String(limit + 1)}`,
      ),
      values,
    );
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.position, row.id]));
  }
}
