import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Throttle } from '../domain/sign-in-limits.js';

export type ThrottleKind = 'account' | 'address';

export interface ThrottleRow {
  id: string;
  key: string;
  kind: ThrottleKind;
  user_id: string | null;
  ip: string | null;
  ips: string[];
  failures: number;
  rounds: number;
  window_ends_at: Date;
  blocked_until: Date | null;
  expires_at: Date;
}

/** What a throttle is about. */
export interface ThrottleSubject {
  readonly key: string;
  readonly kind: ThrottleKind;
  readonly userId: string | null;
  /** The one address it is about; null: an account, from anywhere. */
  readonly ip: string | null;
}

const COLUMNS = 'id, key, kind, user_id, ip, ips, failures, rounds, window_ends_at, blocked_until, expires_at';
const READ = statement(
  'auth.read_throttles',
  `SELECT ${COLUMNS} FROM sign_in_throttles WHERE key = ANY($1::text[]) AND expires_at > $2`,
);
/** Makes it when there is none, and locks it in both cases: failures of one moment count one after the other. */
const LOCK = statement(
  'auth.lock_throttle',
  `INSERT INTO sign_in_throttles AS t (id, key, kind, user_id, ip, window_ends_at, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $6, $6)
   ON CONFLICT (key) DO UPDATE SET user_id = coalesce(excluded.user_id, t.user_id) RETURNING ${COLUMNS}`,
);
const SAVE = statement(
  'auth.save_throttle',
  `UPDATE sign_in_throttles SET failures = $2, rounds = $3, window_ends_at = $4, blocked_until = $5, expires_at = $6, ips = $7
   WHERE id = $1`,
);
const FORGET = statement('auth.forget_throttle', 'DELETE FROM sign_in_throttles WHERE key = $1');
const FORGET_ACCOUNT = statement(
  'auth.forget_throttles_of_account',
  `DELETE FROM sign_in_throttles WHERE user_id = $1 AND kind = 'account'`,
);
const LIST = statement(
  'auth.list_throttles',
  `SELECT ${COLUMNS} FROM sign_in_throttles WHERE expires_at > $1
   ORDER BY CASE WHEN blocked_until > $1 THEN blocked_until END DESC NULLS LAST, rounds DESC, failures DESC, id
   LIMIT $2`,
);
const REMOVE = statement('auth.remove_throttle', `DELETE FROM sign_in_throttles WHERE id = $1 RETURNING ${COLUMNS}`);

/** In PostgreSQL, so that all servers count together and nothing is lost with a cache. */
@Injectable()
export class SignInThrottlesRepository {
  constructor(private readonly database: Database) {}

  async read(keys: readonly string[], now: Date): Promise<ReadonlyMap<string, Throttle>> {
    const rows = await this.database.query<ThrottleRow>(READ, [keys, now]);
    return new Map(rows.map((row) => [row.key, throttleOf(row)]));
  }

  /** The row as it was before, locked until the end of the transaction. */
  async lock(tx: Transaction, subject: ThrottleSubject, now: Date): Promise<ThrottleRow> {
    const values = [newId(), subject.key, subject.kind, subject.userId, subject.ip, now];
    const [row] = await tx.query<ThrottleRow>(LOCK, values);
    if (row === undefined) {
      throw new Error('A row that was just locked is gone');
    }
    return row;
  }

  async save(tx: Transaction, id: string, state: Throttle, ips: readonly string[]): Promise<void> {
    const { failures, rounds, windowEndsAt, blockedUntil, expiresAt } = state;
    await tx.query(SAVE, [id, failures, rounds, windowEndsAt, blockedUntil, expiresAt, ips]);
  }

  async forget(within: Queryable, key: string): Promise<void> {
    await within.query(FORGET, [key]);
  }

  /** Of one person, from wherever the failures came. */
  async forgetAccount(tx: Transaction, userId: string): Promise<void> {
    await tx.query(FORGET_ACCOUNT, [userId]);
  }

  /** Blocked ones first. */
  async list(now: Date, limit: number): Promise<ThrottleRow[]> {
    return this.database.query<ThrottleRow>(LIST, [now, limit]);
  }

  /** What it was; null when there is none. */
  async remove(tx: Transaction, id: string): Promise<ThrottleRow | null> {
    const [row] = await tx.query<ThrottleRow>(REMOVE, [id]);
    return row ?? null;
  }
}

export function throttleOf(row: ThrottleRow): Throttle {
  return {
    failures: row.failures,
    rounds: row.rounds,
    windowEndsAt: row.window_ends_at,
    blockedUntil: row.blocked_until,
    expiresAt: row.expires_at,
  };
}
