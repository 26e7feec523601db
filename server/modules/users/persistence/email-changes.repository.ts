import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export interface EmailChangeRow {
  id: string;
  user_id: string;
  email: string;
  expires_at: Date;
}

export interface NewEmailChange {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly fromEmail: string;
  readonly epoch: number;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** What nobody confirmed goes by the way. One for each person: the id changes with every wish, so that the link of the one before leads nowhere. */
const START = statement(
  'users.start_email_change',
  `WITH forgotten AS (DELETE FROM email_changes WHERE expires_at < $6::timestamptz - interval '7 days' AND user_id <> $2)
   INSERT INTO email_changes (id, user_id, email, from_email, epoch, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, email = excluded.email, from_email = excluded.from_email,
     epoch = excluded.epoch, created_at = excluded.created_at, expires_at = excluded.expires_at`,
);
/** Only as long as the account is what it was: see the epoch of `users`. */
const OPEN = statement(
  'users.open_email_change',
  `SELECT c.id, c.user_id, c.email, c.expires_at FROM email_changes c
   JOIN users u ON u.id = c.user_id AND u.epoch = c.epoch AND u.email = c.from_email
   WHERE c.id = $1 AND c.expires_at > $2`,
);
const USE = statement(
  'users.use_email_change',
  `DELETE FROM email_changes c USING users u
   WHERE c.id = $1 AND c.expires_at > $2 AND u.id = c.user_id AND u.epoch = c.epoch AND u.email = c.from_email
   RETURNING c.email`,
);
const END = statement('users.end_email_change', 'DELETE FROM email_changes WHERE user_id = $1 RETURNING id');

@Injectable()
export class EmailChangesRepository {
  constructor(private readonly database: Database) {}

  async start(tx: Transaction, change: NewEmailChange): Promise<void> {
    await tx.query(START, [
      change.id,
      change.userId,
      change.email,
      change.fromEmail,
      change.epoch,
      change.now,
      change.expiresAt,
    ]);
  }

  /** Null when it was used, replaced, taken back, is too old, or the account has changed since. */
  async open(id: string, now: Date, from: Queryable = this.database): Promise<EmailChangeRow | null> {
    const [row] = await from.query<EmailChangeRow>(OPEN, [id, now]);
    return row ?? null;
  }

  /** The address, for exactly one of many who come at once; null also where `open` says null. */
  async use(tx: Transaction, id: string, now: Date): Promise<string | null> {
    const [row] = await tx.query<{ email: string }>(USE, [id, now]);
    return row?.email ?? null;
  }

  /** False when there was none. */
  async end(tx: Transaction, userId: string): Promise<boolean> {
    return (await tx.query(END, [userId])).length === 1;
  }
}
