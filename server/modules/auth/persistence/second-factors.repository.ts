import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export interface SecondFactorRow {
  user_id: string;
  /** Sealed. */
  secret: string;
  confirmed_at: Date | null;
}

const FIND = statement(
  'auth.second_factor',
  'SELECT user_id, secret, confirmed_at FROM second_factors WHERE user_id = $1',
);
/** While it is looked at, nobody starts again: the code that is checked and the secret that counts are of one set-up. */
const LOCK = statement(
  'auth.lock_second_factor',
  'SELECT user_id, secret, confirmed_at FROM second_factors WHERE user_id = $1 FOR UPDATE',
);
const IS_CONFIRMED = statement(
  'auth.has_second_factor',
  'SELECT 1 FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL',
);
/** Starting again replaces what was not confirmed; a confirmed one stays. */
const START = statement(
  'auth.start_second_factor',
  `INSERT INTO second_factors AS f (user_id, secret, created_at) VALUES ($1, $2, $3)
   ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
   WHERE f.confirmed_at IS NULL RETURNING user_id`,
);
const CONFIRM = statement(
  'auth.confirm_second_factor',
  'UPDATE second_factors SET confirmed_at = $2 WHERE user_id = $1 AND confirmed_at IS NULL RETURNING user_id',
);
/** A code is good once: the step it belongs to must be later than the last accepted one. */
const USE_STEP = statement(
  'auth.use_step',
  'UPDATE second_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2 RETURNING user_id',
);
const REMOVE = statement(
  'auth.remove_second_factor',
  'DELETE FROM second_factors WHERE user_id = $1 RETURNING confirmed_at',
);
const REMOVE_CODES = statement('auth.remove_recovery_codes', 'DELETE FROM recovery_codes WHERE user_id = $1');
const INSERT_CODES = statement(
  'auth.insert_recovery_codes',
  `INSERT INTO recovery_codes (id, user_id, code_hash, created_at)
   SELECT unnest($1::uuid[]), $2, unnest($3::bytea[]), $4`,
);
const USE_CODE = statement(
  'auth.use_recovery_code',
  'UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id',
);
const CODES_LEFT = statement(
  'auth.recovery_codes_left',
  'SELECT count(*)::int AS count FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL',
);

@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly database: Database) {}

  async find(userId: string): Promise<SecondFactorRow | null> {
    const [row] = await this.database.query<SecondFactorRow>(FIND, [userId]);
    return row ?? null;
  }

  async lock(tx: Transaction, userId: string): Promise<SecondFactorRow | null> {
    const [row] = await tx.query<SecondFactorRow>(LOCK, [userId]);
    return row ?? null;
  }

  async isConfirmed(userId: string): Promise<boolean> {
    return (await this.database.query(IS_CONFIRMED, [userId])).length === 1;
  }

  /** False when there is a confirmed one. */
  async start(tx: Transaction, userId: string, sealedSecret: string, now: Date): Promise<boolean> {
    return (await tx.query(START, [userId, sealedSecret, now])).length === 1;
  }

  async confirm(tx: Transaction, userId: string, now: Date): Promise<boolean> {
    return (await tx.query(CONFIRM, [userId, now])).length === 1;
  }

  async useStep(within: Queryable, userId: string, step: number): Promise<boolean> {
    return (await within.query(USE_STEP, [userId, step])).length === 1;
  }

  /** False when there was none, or one that was never confirmed. */
  async remove(tx: Transaction, userId: string): Promise<boolean> {
    await tx.query(REMOVE_CODES, [userId]);
    const [removed] = await tx.query<{ confirmed_at: Date | null }>(REMOVE, [userId]);
    return removed !== undefined && removed.confirmed_at !== null;
  }

  async replaceCodes(tx: Transaction, userId: string, hashes: readonly Buffer[], now: Date): Promise<void> {
    await tx.query(REMOVE_CODES, [userId]);
    await tx.query(INSERT_CODES, [hashes.map(() => newId()), userId, hashes, now]);
  }

  async useCode(within: Queryable, userId: string, hash: Buffer, now: Date): Promise<boolean> {
    return (await within.query(USE_CODE, [userId, hash, now])).length === 1;
  }

  async codesLeft(userId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(CODES_LEFT, [userId]);
    return row?.count ?? 0;
  }
}
