import { Injectable } from '@nestjs/common';
import type { Role } from '../../../kernel/role.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';

/** Somebody who may come in, as he is now. */
export interface StandingRow {
  /** Of the session or the API token. */
  id: string;
  user_id: string;
  name: string;
  role: Role;
  team_ids: string[];
  expires_at: Date;
  /** Null for a session: all of the role. */
  scopes: string[] | null;
  has_second_factor: boolean;
}

const PERSON = `u.first_name || ' ' || u.last_name AS name, u.role,
  ARRAY(SELECT m.team_id FROM team_members m WHERE m.user_id = u.id) AS team_ids,
  EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS has_second_factor`;

/** The epoch is the hinge: suspension, a new role and a new password move the account's on, and all of these are out. */
const OF_SESSION = statement(
  'auth.standing_of_session',
  `SELECT s.id, s.user_id, s.expires_at, NULL::text[] AS scopes, ${PERSON}
   FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = $1 AND s.ended_at IS NULL AND s.epoch = u.epoch AND u.status = 'Approved'`,
);
const OF_API_TOKEN = statement(
  'auth.standing_of_api_token',
  `SELECT t.id, t.user_id, t.expires_at, t.scopes, ${PERSON}
   FROM api_tokens t JOIN users u ON u.id = t.user_id
   WHERE t.token_hash = $1 AND t.epoch = u.epoch AND u.status = 'Approved'`,
);
/** The same for a write that is about to be committed. That time ran out meanwhile is no reason: it came in time. */
const SESSION_STANDS = statement(
  'auth.session_stands',
  `SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND s.epoch = u.epoch AND u.status = 'Approved'`,
);
const API_TOKEN_STANDS = statement(
  'auth.api_token_stands',
  `SELECT 1 FROM api_tokens t JOIN users u ON u.id = t.user_id
   WHERE t.id = $1 AND t.user_id = $2 AND t.epoch = u.epoch AND u.status = 'Approved'`,
);

@Injectable()
export class StandingsQueries {
  constructor(private readonly database: Database) {}

  async ofSession(id: string): Promise<StandingRow | null> {
    const [row] = await this.database.query<StandingRow>(OF_SESSION, [id]);
    return row ?? null;
  }

  async ofApiToken(tokenHash: Buffer): Promise<StandingRow | null> {
    const [row] = await this.database.query<StandingRow>(OF_API_TOKEN, [tokenHash]);
    return row ?? null;
  }

  async sessionStands(tx: Queryable, id: string, userId: string): Promise<boolean> {
    return (await tx.query(SESSION_STANDS, [id, userId])).length === 1;
  }

  async apiTokenStands(tx: Queryable, id: string, userId: string): Promise<boolean> {
    return (await tx.query(API_TOKEN_STANDS, [id, userId])).length === 1;
  }
}
