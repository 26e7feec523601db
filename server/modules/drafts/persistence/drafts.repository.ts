import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { DRAFTS_PER_PERSON, type Draft } from '../domain/draft.js';

const COLUMNS = `key, value, version::float8 AS version, updated_at AS "updatedAt"`;
const OF_PERSON = statement(
  'drafts.of_person',
  `SELECT key, updated_at AS "updatedAt" FROM drafts WHERE user_id = $1 ORDER BY updated_at DESC, key`,
);
const FIND = statement('drafts.find', `SELECT ${COLUMNS} FROM drafts WHERE user_id = $1 AND key = $2`);
/** Nothing comes back when it was written elsewhere meanwhile, or when there is no room for one more. */
const KEEP = statement(
  'drafts.keep',
  `INSERT INTO drafts AS d (user_id, key, value, created_at, updated_at)
   SELECT $1, $2, $3, $4, $4
   WHERE EXISTS (SELECT 1 FROM drafts WHERE user_id = $1 AND key = $2)
     OR (SELECT count(*) FROM drafts WHERE user_id = $1) < $6
   ON CONFLICT (user_id, key) DO UPDATE
     SET value = excluded.value, updated_at = excluded.updated_at, version = nextval('draft_versions')
     WHERE $5::float8 IS NULL OR d.version = $5
   RETURNING ${COLUMNS}`,
);
const REMOVE = statement('drafts.remove', 'DELETE FROM drafts WHERE user_id = $1 AND key = $2');
const FORGET = statement('drafts.forget', 'DELETE FROM drafts WHERE updated_at < $1');

export type DraftHead = Pick<Draft, 'key' | 'updatedAt'>;

@Injectable()
export class DraftsRepository {
  /** The one written last comes first. */
  async ofPerson(from: Queryable, userId: string): Promise<DraftHead[]> {
    return from.query<DraftHead>(OF_PERSON, [userId]);
  }

  async find(from: Queryable, userId: string, key: string): Promise<Draft | null> {
    const [draft] = await from.query<Draft>(FIND, [userId, key]);
    return draft ?? null;
  }

  /** `baseVersion` null: whatever stands there. Null when the one that stands is another, or when there is no room. */
  async keep(
    tx: Transaction,
    userId: string,
    { key, value, updatedAt }: Omit<Draft, 'version'>,
    baseVersion: number | null,
  ): Promise<Draft | null> {
    const values = [userId, key, JSON.stringify(value), updatedAt, baseVersion, DRAFTS_PER_PERSON];
    const [draft] = await tx.query<Draft>(KEEP, values);
    return draft ?? null;
  }

  async remove(tx: Transaction, userId: string, key: string): Promise<void> {
    await tx.query(REMOVE, [userId, key]);
  }

  async forget(from: Queryable, before: Date): Promise<void> {
    await from.query(FORGET, [before]);
  }
}
