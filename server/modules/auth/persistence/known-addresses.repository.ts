import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';

const IS_KNOWN = statement(
  'auth.is_known_address',
  'SELECT EXISTS (SELECT 1 FROM known_addresses WHERE user_id = $1::uuid AND ip = $2) AS is_known',
);
/** Of several at once exactly one made the row. The question after it sees what was there before. */
const REMEMBER = statement(
  'auth.remember_address',
  `WITH remembered AS (
     INSERT INTO known_addresses (user_id, ip, last_used_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, ip) DO UPDATE SET last_used_at = excluded.last_used_at RETURNING xmax = 0 AS is_made
   )
   SELECT r.is_made AND EXISTS (SELECT 1 FROM known_addresses WHERE user_id = $1) AS is_news FROM remembered r`,
);

/** Where people have signed in from. */
@Injectable()
export class KnownAddressesRepository {
  constructor(private readonly database: Database) {}

  /** Whether this person has signed in from there before; asked for unknown people too, so that it takes as long. */
  async isKnown(userId: string | null, ip: string): Promise<boolean> {
    const [row] = await this.database.query<{ is_known: boolean }>(IS_KNOWN, [userId, ip]);
    return row?.is_known === true;
  }

  /** Whether it is new for somebody who has used others before. */
  async remember(within: Queryable, userId: string, ip: string, now: Date): Promise<boolean> {
    const [row] = await within.query<{ is_news: boolean }>(REMEMBER, [userId, ip, now]);
    return row?.is_news === true;
  }
}
