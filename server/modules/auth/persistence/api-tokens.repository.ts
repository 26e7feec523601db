import { Injectable, Logger } from '@nestjs/common';
import type { Permission } from '../../../kernel/permission.js';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export interface ApiTokenRow {
  id: string;
  name: string;
  scopes: Permission[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

const COLUMNS = 't.id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at';
const LIST = statement(
  'auth.list_api_tokens',
  `SELECT ${COLUMNS} FROM api_tokens t JOIN users u ON u.id = t.user_id
   WHERE t.user_id = $1 AND t.epoch = u.epoch ORDER BY t.created_at DESC, t.id`,
);
/** Born in the account's present epoch; the count keeps a person within his share. */
const INSERT = statement(
  'auth.insert_api_token',
  `INSERT INTO api_tokens (id, user_id, epoch, name, token_hash, scopes, created_at, expires_at)
   SELECT $1, u.id, u.epoch, $3, $4, $5, $6, $7 FROM users u
   WHERE u.id = $2 AND (SELECT count(*) FROM api_tokens t WHERE t.user_id = u.id AND t.epoch = u.epoch) < $8
   RETURNING id`,
);
const REMOVE = statement('auth.remove_api_token', 'DELETE FROM api_tokens WHERE id = $1 AND user_id = $2 RETURNING id');
/** Once a minute is exact enough for people, and not a write per request. */
const NOTE_USE = statement(
  'auth.note_api_token_use',
  `UPDATE api_tokens SET last_used_at = $2
   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
);
const NOTE_EVERY = 60_000;
export const MAX_API_TOKENS = 50;

export interface NewApiToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly tokenHash: Buffer;
  readonly scopes: readonly Permission[];
  readonly now: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class ApiTokensRepository {
  private readonly logger = new Logger(ApiTokensRepository.name);
  private readonly notedAt = new Map<string, number>();

  constructor(private readonly database: Database) {}

  async list(userId: string): Promise<ApiTokenRow[]> {
    return this.database.query<ApiTokenRow>(LIST, [userId]);
  }

  /** False when the person has as many as one may have. */
  async insert(tx: Transaction, token: NewApiToken): Promise<boolean> {
    const rows = await tx.query(INSERT, [
      token.id,
      token.userId,
      token.name,
      token.tokenHash,
      token.scopes,
      token.now,
      token.expiresAt,
      MAX_API_TOKENS,
    ]);
    return rows.length === 1;
  }

  async remove(tx: Transaction, id: string, userId: string): Promise<boolean> {
    return (await tx.query(REMOVE, [id, userId])).length === 1;
  }

  /** In the background; a use that is not noted hurts nobody. */
  noteUse(id: string, now: Date): void {
    if (now.getTime() - (this.notedAt.get(id) ?? 0) < NOTE_EVERY) {
      return;
    }
    if (this.notedAt.size > 10_000) {
      this.notedAt.clear();
    }
    this.notedAt.set(id, now.getTime());
    this.database.query(NOTE_USE, [id, now]).catch((error: unknown) => {
      this.logger.warn({ err: error, msg: 'The use of an API token could not be noted' });
    });
  }
}
