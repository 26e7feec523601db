import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export interface PasswordResetRow {
  id: string;
  user_id: string | null;
  epoch: number | null;
  expires_at: Date;
  used_at: Date | null;
}

const INSERT = statement(
  'auth.insert_reset',
  'INSERT INTO password_resets (id, user_id, epoch, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
);
const FIND = statement(
  'auth.find_reset',
  'SELECT id, user_id, epoch, expires_at, used_at FROM password_resets WHERE id = $1',
);
const USE = statement(
  'auth.use_reset',
  'UPDATE password_resets SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
);

@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly database: Database) {}

  async insert(
    tx: Transaction,
    reset: { id: string; userId: string | null; epoch: number | null; now: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.query(INSERT, [reset.id, reset.userId, reset.epoch, reset.now, reset.expiresAt]);
  }

  async find(id: string, from: Queryable = this.database): Promise<PasswordResetRow | null> {
    const [row] = await from.query<PasswordResetRow>(FIND, [id]);
    return row ?? null;
  }

  /** Exactly one of many wins. */
  async use(tx: Transaction, id: string, now: Date): Promise<boolean> {
    return (await tx.query(USE, [id, now])).length === 1;
  }
}
