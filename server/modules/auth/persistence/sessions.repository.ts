import { Injectable } from '@nestjs/common';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

export type EndReason = 'signed_out' | 'ended' | 'reuse' | 'password';

export interface NewSession {
  readonly id: string;
  readonly refreshId: string;
  readonly userId: string;
  readonly epoch: number;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly now: Date;
  readonly refreshExpiresAt: Date;
  readonly expiresAt: Date;
}

/** A session with its owner, locked: rotations of one family happen one after the other. */
export interface LockedSession {
  id: string;
  user_id: string;
  expires_at: Date;
  ended_at: Date | null;
  /** Whether the account is still what it was at sign-in. */
  is_current: boolean;
  status: AccountStatus;
  language: string;
  role: Role;
  company_id: string;
  email: string;
  first_name: string;
  last_name: string;
}

export interface SessionRow {
  id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  ip: string | null;
  user_agent: string | null;
}

const OPEN = statement(
  'auth.open_session',
  `WITH opened AS (
     INSERT INTO sessions (id, user_id, epoch, ip, user_agent, created_at, last_used_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7) RETURNING id
   )
   INSERT INTO refresh_tokens (id, session_id, created_at, expires_at) SELECT $8, id, $6, $9 FROM opened`,
);
const LOCK = statement(
  'auth.lock_session',
  `SELECT s.id, s.user_id, s.expires_at, s.ended_at, s.epoch = u.epoch AS is_current, u.status, u.role, u.company_id, u.email,
     u.first_name, u.last_name, u.language
   FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1 FOR UPDATE OF s`,
);
const REFRESH_TOKEN = statement(
  'auth.refresh_token',
  'SELECT rotated_at FROM refresh_tokens WHERE id = $1 AND session_id = $2',
);
const ROTATE = statement(
  'auth.rotate',
  `WITH old AS (
     UPDATE refresh_tokens SET rotated_at = $4 WHERE id = $1 AND rotated_at IS NULL RETURNING session_id
   ), used AS (
     UPDATE sessions SET last_used_at = $4, ip = coalesce($5, ip) WHERE id IN (SELECT session_id FROM old)
   )
   INSERT INTO refresh_tokens (id, session_id, created_at, expires_at) SELECT $2, session_id, $4, $3 FROM old`,
);
const END = statement(
  'auth.end_session',
  'UPDATE sessions SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL RETURNING user_id',
);
const END_OF = statement(
  'auth.end_session_of',
  `UPDATE sessions SET ended_at = $3, end_reason = 'ended' WHERE id = $1 AND user_id = $2 AND ended_at IS NULL RETURNING id`,
);
const END_ALL = statement(
  'auth.end_all_sessions',
  `UPDATE sessions SET ended_at = $3, end_reason = 'ended'
   WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid AND ended_at IS NULL RETURNING id`,
);
const KEEP_ONE = statement(
  'auth.keep_one_session',
  `UPDATE sessions SET epoch = CASE WHEN id = $2 THEN $3 ELSE epoch END,
     ended_at = CASE WHEN id = $2 THEN NULL ELSE $4::timestamptz END,
     end_reason = CASE WHEN id = $2 THEN NULL ELSE 'password' END
   WHERE user_id = $1 AND ended_at IS NULL`,
);
/** From the events, which stay when sessions are tidied away. */
const LAST_OPENED = statement(
  'auth.last_signed_in',
  `SELECT occurred_at FROM events WHERE subject_id = $1 AND name = 'account.signed_in' ORDER BY seq DESC LIMIT 1`,
);
const LIST = statement(
  'auth.list_sessions',
  `SELECT s.id, s.created_at, s.last_used_at, s.expires_at, s.ip, s.user_agent
   FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.epoch = u.epoch AND s.expires_at > $2
   ORDER BY s.last_used_at DESC, s.id LIMIT 100`,
);

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async open(tx: Transaction, session: NewSession): Promise<void> {
    await tx.query(OPEN, [
      session.id,
      session.userId,
      session.epoch,
      session.ip,
      session.userAgent,
      session.now,
      session.expiresAt,
      session.refreshId,
      session.refreshExpiresAt,
    ]);
  }

  async lock(tx: Transaction, id: string): Promise<LockedSession | null> {
    const [row] = await tx.query<LockedSession>(LOCK, [id]);
    return row ?? null;
  }

  /** Undefined: no such token in this session. Null: not yet exchanged. */
  async rotatedAt(from: Queryable, tokenId: string, sessionId: string): Promise<Date | null | undefined> {
    const [row] = await from.query<{ rotated_at: Date | null }>(REFRESH_TOKEN, [tokenId, sessionId]);
    return row?.rotated_at;
  }

  async rotate(
    tx: Transaction,
    change: { oldId: string; newId: string; expiresAt: Date; now: Date; ip: string | null },
  ): Promise<void> {
    await tx.query(ROTATE, [change.oldId, change.newId, change.expiresAt, change.now, change.ip]);
  }

  /** The owner, or null when it had ended before. */
  async end(tx: Transaction, id: string, reason: EndReason, now: Date): Promise<string | null> {
    const [row] = await tx.query<{ user_id: string }>(END, [id, now, reason]);
    return row?.user_id ?? null;
  }

  async endOf(tx: Transaction, id: string, userId: string, now: Date): Promise<boolean> {
    return (await tx.query(END_OF, [id, userId, now])).length === 1;
  }

  /** How many have ended; `exceptId` goes on. */
  async endAll(tx: Transaction, userId: string, exceptId: string | null, now: Date): Promise<number> {
    return (await tx.query(END_ALL, [userId, exceptId, now])).length;
  }

  /** After a change of password: the session that made it goes on in the new epoch, the others end. */
  async keepOne(tx: Transaction, userId: string, sessionId: string, epoch: number, now: Date): Promise<void> {
    await tx.query(KEEP_ONE, [userId, sessionId, epoch, now]);
  }

  async lastOpenedAt(userId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ occurred_at: Date }>(LAST_OPENED, [userId]);
    return row?.occurred_at ?? null;
  }

  async list(userId: string, now: Date): Promise<SessionRow[]> {
    return this.database.query<SessionRow>(LIST, [userId, now]);
  }
}
