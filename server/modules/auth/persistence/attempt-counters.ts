import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';
import type { Limit } from '../domain/sign-in-limits.js';

interface Counter {
  readonly hits: number;
  readonly expiresAt: Date;
}

/** The window opens with the first hit and does not move with later ones: nobody is shut out for good. */
const HIT = statement(
  'auth.hit_attempt',
  `INSERT INTO sign_in_attempts AS a (key, hits, expires_at) VALUES ($1, 1, $3)
   ON CONFLICT (key) DO UPDATE SET
     hits = CASE WHEN a.expires_at <= $2 THEN 1 ELSE a.hits + 1 END,
     expires_at = CASE WHEN a.expires_at <= $2 THEN $3 ELSE a.expires_at END
   RETURNING hits, expires_at`,
);

/** Counters of what strangers ask for, in PostgreSQL so that all servers count together. */
@Injectable()
export class AttemptCounters {
  constructor(private readonly database: Database) {}

  /** Counts one and returns where that leads; atomic, whoever counts at the same time. */
  async hit(key: string, limit: Limit, now: Date): Promise<Counter> {
    const values = [key, now, new Date(now.getTime() + limit.window)];
    const [row] = await this.database.query<{ hits: number; expires_at: Date }>(HIT, values);
    return { hits: row?.hits ?? 1, expiresAt: row?.expires_at ?? now };
  }
}
