import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

const REPLACE = statement(
  'users.replace_photo',
  `UPDATE users u SET avatar_file_id = $2, version = u.version + 1, updated_at = $3
   FROM (SELECT id, avatar_file_id FROM users WHERE id = $1 FOR UPDATE) former
   WHERE u.id = former.id AND former.avatar_file_id IS DISTINCT FROM $2
   RETURNING former.avatar_file_id AS former_id`,
);
const PHOTO_OF = statement('users.photo', 'SELECT avatar_file_id FROM users WHERE id = $1');
const USED_AMONG = statement(
  'users.photos_used',
  'SELECT avatar_file_id AS id FROM users WHERE avatar_file_id = ANY ($1::uuid[])',
);
const ALL = statement(
  'users.photos',
  'SELECT id AS "userId", avatar_file_id AS "fileId" FROM users WHERE avatar_file_id IS NOT NULL ORDER BY id',
);

@Injectable()
export class PhotosRepository {
  constructor(private readonly database: Database) {}

  /** The photo that was there before; undefined when nothing has changed. */
  async replace(tx: Transaction, userId: string, fileId: string | null, at: Date): Promise<string | null | undefined> {
    const [row] = await tx.query<{ former_id: string | null }>(REPLACE, [userId, fileId, at]);
    return row?.former_id;
  }

  async photoOf(userId: string): Promise<string | null> {
    const [row] = await this.database.query<{ avatar_file_id: string | null }>(PHOTO_OF, [userId]);
    return row?.avatar_file_id ?? null;
  }

  /** Which of these photos somebody has. */
  async usedAmong(fileIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(USED_AMONG, [fileIds]);
    return rows.map(({ id }) => id);
  }

  async all(): Promise<{ userId: string; fileId: string }[]> {
    return this.database.query(ALL);
  }
}
