import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Counter, Limit } from '../domain/sign-in-limits.js';

interface CounterRow {
  key: string;
  hits: number;
  expires_at: Date;
}

const READ = statement(
  'auth.read_attempts',
  'SELECT key, hits, expires_at FROM sign_in_attempts WHERE key = ANY($1::text[]) AND expires_at > $2',
);
/** The window opens with the first hit and does not move with later ones: nobody is shut out for good. */
const HIT = statement(
  'auth.hit_attempt',
  `INSERT INTO sign_in_attempts AS a (key, hits, expires_at) VALUES ($1, 1, $3)
   ON CONFLICT (key) DO UPDATE SET
     hits = CASE WHEN a.expires_at <= $2 THEN 1 ELSE a.hits + 1 END,
     expires_at = CASE WHEN a.expires_at <= $2 THEN $3 ELSE a.expires_at END
   RETURNING key, hits, expires_at`,
);
const FORGET = statement('auth.forget_attempts', 'DELETE FROM sign_in_attempts WHERE key = $1');
const IS_KNOWN = statement(
  'auth.is_known_address',
  'SELECT EXISTS (SELECT 1 FROM known_addresses WHERE user_id = $1::uuid AND ip = $2) AS is_known',
);
const REMEMBER = statement(
  'auth.remember_address',
  `INSERT INTO known_addresses (user_id, ip, last_used_at) VALUES ($1, $2, $3)
   ON CONFLICT (user_id, ip) DO UPDATE SET last_used_at = excluded.last_used_at`,
);

/** Counters of what failed, in PostgreSQL so that all servers count together. */
@Injectable()
export class AttemptCounters {
  constructor(private readonly database: Database) {}

  async read(keys: readonly string[], now: Date): Promise<ReadonlyMap<string, Counter>> {
    const rows = await this.database.query<CounterRow>(READ, [keys, now]);
    return new Map(rows.map((row) => [row.key, { hits: row.hits, expiresAt: row.expires_at }]));
  }

  /** Counts one and returns where that leads; atomic, whoever counts at the same time. */
  async hit(key: string, limit: Limit, now: Date, within: Queryable = this.database): Promise<Counter> {
    const [row] = await within.query<CounterRow>(HIT, [key, now, new Date(now.getTime() + limit.window)]);
    return { hits: row?.hits ?? 1, expiresAt: row?.expires_at ?? now };
  }

  async forget(key: string, within: Queryable): Promise<void> {
    await within.query(FORGET, [key]);
  }

  /** Whether this person has signed in from there before; asked for unknown people too, so that it takes as long. */
  async isKnownAddress(userId: string | null, ip: string): Promise<boolean> {
    const [row] = await this.database.query<{ is_known: boolean }>(IS_KNOWN, [userId, ip]);
    return row?.is_known === true;
  }

  async rememberAddress(within: Queryable, userId: string, ip: string, now: Date): Promise<void> {
    await within.query(REMEMBER, [userId, ip, now]);
  }
}
