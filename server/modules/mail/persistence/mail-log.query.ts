import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, type Page } from '../../../kernel/page.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement, type Queryable } from '../../../platform/database/statement.js';
import type { MailFilter, MailListItem, ThreadMessage } from '../domain/mail-message.js';

const SORT = '-createdAt';
const ITEM = `id, to_name AS "toName", to_address AS "toAddress", subject, template, state, attempts,
  created_at AS "createdAt", sent_at AS "sentAt", last_error AS "lastError", person_id AS "personId", language,
  collapsed_into AS "collapsedInto"`;
const OF_THREAD = statement(
  'mail.of_thread',
  `SELECT ${ITEM}, data->>'because' AS because FROM mail_messages WHERE thread_id = $1
   ORDER BY created_at DESC, id DESC LIMIT $2`,
);

/** Reads of the message log. */
@Injectable()
export class MailLogQuery {
  constructor(private readonly database: Database) {}

  /** What was written about one thing, newest first. */
  async ofThread(from: Queryable, threadId: string, limit: number): Promise<ThreadMessage[]> {
    return from.query<ThreadMessage>(OF_THREAD, [threadId, limit]);
  }

  /** Newest first. */
  async page({ cursor, limit, ...filter }: MailFilter): Promise<Page<MailListItem>> {
    const values: unknown[] = [];
    const conditions: string[] = [];
    const add = (condition: (place: string) => string, value: unknown): void => {
      if (value !== null) {
        values.push(value);
        conditions.push(condition(`$${String(values.length)}`));
      }
    };
    add((place) => `state = ${place}`, filter.state);
    add((place) => `to_address = ${place}`, filter.to);
    add((place) => `template = ${place}`, filter.template);
    add((place) => `person_id = ${place}`, filter.personId);
    add((place) => `subject_tag = '[' || ${place}::text || ']'`, filter.tag);
    add((place) => `created_at >= ${place}`, filter.since);
    add((place) => `created_at < ${place}`, filter.until);
    add(
      (place) => `(subject ILIKE ${place} OR to_address ILIKE ${place} OR to_name ILIKE ${place})`,
      filter.q === null ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    );
    if (cursor !== null) {
      values.push(...decodeCursor(cursor, SORT, 2));
      conditions.push(
        `(created_at, id) < ($${String(values.length - 1)}::timestamptz, $${String(values.length)}::uuid)`,
      );
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await this.database.query<MailListItem & { position: string }>(
      adHoc(
        `SELECT ${ITEM}, created_at::text AS position
         FROM mail_messages ${where} ORDER BY created_at DESC, id DESC LIMIT ${String(limit + 1)}`,
      ),
      values,
    );
    return pageOf(rows, limit, (row) => encodeCursor(SORT, [row.position, row.id]));
  }
}
