import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Attachment } from '../domain/attachment.js';
import { WAITING_FILES, type Waiting } from '../domain/upload.js';
import { COLUMNS } from './attachments.repository.js';

const IS_WAITING = `owner_type = '${WAITING_FILES}' AND removed_at IS NULL`;

/** Two uploads of one person are counted one after the other. */
const LOCK = statement('uploads.lock', "SELECT pg_advisory_xact_lock(hashtextextended('uploads:' || $1, 0))");
const WAITING = statement(
  'uploads.waiting',
  `SELECT count(*)::int AS count, coalesce(sum(size), 0)::float8 AS bytes FROM attachments
   WHERE ${IS_WAITING} AND owner_id = $1 AND expires_at > $2`,
);
const LIST = statement(
  'uploads.list',
  `SELECT ${COLUMNS} FROM attachments WHERE ${IS_WAITING} AND owner_id = $1 AND expires_at > $2
   ORDER BY created_at, id`,
);
const FIND = statement(
  'uploads.find',
  `SELECT ${COLUMNS} FROM attachments WHERE ${IS_WAITING} AND id = $3 AND owner_id = $1 AND expires_at > $2`,
);
const DISCARD = statement(
  'uploads.discard',
  `DELETE FROM attachments WHERE ${IS_WAITING} AND id = $3 AND owner_id = $1 AND expires_at > $2
   RETURNING storage_key AS "storageKey"`,
);
/** Infected ones are kept as evidence as long as every infected file. */
const FORGET = statement(
  'uploads.forget',
  `DELETE FROM attachments WHERE id IN (
     SELECT id FROM attachments WHERE expires_at <= $1 AND ${IS_WAITING} AND state <> 'infected'
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   ) RETURNING storage_key AS "storageKey"`,
);

/** Files that wait for their message; every statement asks for the one whose they are. */
@Injectable()
export class UploadsRepository {
  /** Until the end of the transaction. */
  async lock(tx: Queryable, personId: string): Promise<void> {
    await tx.query(LOCK, [personId]);
  }

  async waiting(from: Queryable, personId: string, now: Date): Promise<Waiting> {
    const [row] = await from.query<Waiting>(WAITING, [personId, now]);
    return row ?? { count: 0, bytes: 0 };
  }

  /** Oldest first. */
  async list(from: Queryable, personId: string, now: Date): Promise<Attachment[]> {
    return from.query<Attachment>(LIST, [personId, now]);
  }

  async find(from: Queryable, personId: string, now: Date, id: string): Promise<Attachment | null> {
    const [row] = await from.query<Attachment>(FIND, [personId, now, id]);
    return row ?? null;
  }

  /** Key of the bytes; null when there was nothing to discard. */
  async discard(tx: Queryable, personId: string, now: Date, id: string): Promise<string | null> {
    const [row] = await tx.query<{ storageKey: string }>(DISCARD, [personId, now, id]);
    return row?.storageKey ?? null;
  }

  /** Keys of the bytes of up to `most` files that nobody sent in time. */
  async forget(tx: Queryable, now: Date, most: number): Promise<string[]> {
    const rows = await tx.query<{ storageKey: string }>(FORGET, [now, most]);
    return rows.map(({ storageKey }) => storageKey);
  }
}
