import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Attachment, FileOwner } from '../domain/attachment.js';
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
/**
 * In the order of ids, so that two messages with the same files wait for each other and one of them finds nothing left. A
 * file that is sent is as old as its message.
 */
const CLAIM = statement(
  'uploads.claim',
  `WITH mine AS MATERIALIZED (
     SELECT id FROM attachments
     WHERE ${IS_WAITING} AND id = ANY ($3::uuid[]) AND owner_id = $1 AND expires_at > $2 AND state <> 'infected'
     ORDER BY id FOR UPDATE
   ), claimed AS (
     UPDATE attachments a SET owner_type = $4, owner_id = $5, part_id = $6, audience = $7, created_at = $2, expires_at = NULL
     FROM mine WHERE a.id = mine.id RETURNING a.*
   )
   SELECT ${COLUMNS} FROM claimed ORDER BY array_position($3::uuid[], id)`,
);
const INFECTED = statement(
  'uploads.infected',
  `SELECT id, filename FROM attachments
   WHERE ${IS_WAITING} AND id = ANY ($3::uuid[]) AND owner_id = $1 AND expires_at > $2 AND state = 'infected'`,
);
/** Infected ones are kept as evidence as long as every infected file. */
const FORGET = statement(
  'uploads.forget',
  `DELETE FROM attachments WHERE id IN (
     SELECT id FROM attachments WHERE expires_at <= $1 AND ${IS_WAITING} AND state <> 'infected'
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   ) RETURNING storage_key AS "storageKey"`,
);

/** Who wants to send which files. */
interface Claim {
  readonly personId: string;
  readonly now: Date;
  readonly ids: readonly string[];
}

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

  /** Those that were still to be had, in the order asked for. */
  async claim(tx: Queryable, { personId, now, ids }: Claim, owner: FileOwner): Promise<Attachment[]> {
    return tx.query<Attachment>(CLAIM, [personId, now, ids, owner.type, owner.id, owner.partId, owner.audience]);
  }

  async infected(tx: Queryable, { personId, now, ids }: Claim): Promise<{ id: string; filename: string }[]> {
    return tx.query(INFECTED, [personId, now, ids]);
  }

  /** Keys of the bytes of up to `most` files that nobody sent in time. */
  async forget(tx: Queryable, now: Date, most: number): Promise<string[]> {
    const rows = await tx.query<{ storageKey: string }>(FORGET, [now, most]);
    return rows.map(({ storageKey }) => storageKey);
  }
}
