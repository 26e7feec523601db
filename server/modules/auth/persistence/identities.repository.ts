import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export interface IdentityRow {
  id: string;
  /** Key in the configuration. */
  provider: string;
  email: string;
  linked_at: Date;
  last_used_at: Date | null;
}

export interface NewIdentity {
  readonly id: string;
  readonly userId: string;
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly now: Date;
}

const LOCK = statement('auth.lock_identity', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');
const OWNER = statement('auth.identity_owner', 'SELECT id, user_id FROM identities WHERE issuer = $1 AND subject = $2');
const HAS_ISSUER = statement(
  'auth.has_identity_of_issuer',
  'SELECT id FROM identities WHERE user_id = $1 AND issuer = $2 LIMIT 1',
);
const INSERT = statement(
  'auth.insert_identity',
  `INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const NOTE_USE = statement('auth.note_identity_use', 'UPDATE identities SET last_used_at = $2 WHERE id = $1');
const COLUMNS = 'id, provider, email, linked_at, last_used_at';
const LIST = statement(
  'auth.list_identities',
  `SELECT ${COLUMNS} FROM identities WHERE user_id = $1 ORDER BY linked_at, id`,
);
/** Two removals at once see each other: the second waits and finds what the first has left. */
const LOCK_ALL = statement(
  'auth.lock_identities',
  `SELECT ${COLUMNS} FROM identities WHERE user_id = $1 ORDER BY id FOR UPDATE`,
);
const REMOVE = statement('auth.remove_identity', 'DELETE FROM identities WHERE id = $1 AND user_id = $2');
const REMOVE_ALL = statement('auth.remove_identities', 'DELETE FROM identities WHERE user_id = $1');

@Injectable()
export class IdentitiesRepository {
  constructor(private readonly database: Database) {}

  /** Until the end of the transaction nobody else settles whose this identity or this address is. */
  async lock(tx: Transaction, what: 'subject' | 'email', text: string): Promise<void> {
    await tx.query(LOCK, [`identity ${what} ${text}`]);
  }

  async owner(from: Queryable, issuer: string, subject: string): Promise<{ id: string; user_id: string } | null> {
    const [row] = await from.query<{ id: string; user_id: string }>(OWNER, [issuer, subject]);
    return row ?? null;
  }

  async hasIssuer(from: Queryable, userId: string, issuer: string): Promise<boolean> {
    return (await from.query(HAS_ISSUER, [userId, issuer])).length === 1;
  }

  async insert(tx: Transaction, identity: NewIdentity): Promise<void> {
    await tx.query(INSERT, [
      identity.id,
      identity.userId,
      identity.provider,
      identity.issuer,
      identity.subject,
      identity.email,
      identity.now,
    ]);
  }

  async noteUse(tx: Transaction, id: string, now: Date): Promise<void> {
    await tx.query(NOTE_USE, [id, now]);
  }

  /** First linked first. */
  async list(userId: string): Promise<IdentityRow[]> {
    return this.database.query<IdentityRow>(LIST, [userId]);
  }

  async lockAll(tx: Transaction, userId: string): Promise<IdentityRow[]> {
    return tx.query<IdentityRow>(LOCK_ALL, [userId]);
  }

  async remove(tx: Transaction, id: string, userId: string): Promise<void> {
    await tx.query(REMOVE, [id, userId]);
  }

  async removeAll(tx: Transaction, userId: string): Promise<void> {
    await tx.query(REMOVE_ALL, [userId]);
  }
}
