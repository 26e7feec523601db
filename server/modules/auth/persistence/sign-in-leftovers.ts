import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';

/** What nobody can use any more; ended sessions stay a month, so that their owner can ask about them. */
const REMOVALS = [
  statement('auth.tidy_attempts', 'DELETE FROM sign_in_attempts WHERE expires_at < $1'),
  statement('auth.tidy_throttles', 'DELETE FROM sign_in_throttles WHERE expires_at < $1'),
  statement('auth.tidy_resets', `DELETE FROM password_resets WHERE expires_at < $1::timestamptz - interval '7 days'`),
  statement('auth.tidy_oidc_flows', 'DELETE FROM oidc_flows WHERE expires_at < $1'),
  statement('auth.tidy_sign_in_tickets', 'DELETE FROM sign_in_tickets WHERE expires_at < $1'),
  statement('auth.tidy_refresh_tokens', 'DELETE FROM refresh_tokens WHERE expires_at < $1'),
  statement(
    'auth.tidy_sessions',
    `DELETE FROM sessions WHERE least(ended_at, expires_at) < $1::timestamptz - interval '30 days'`,
  ),
  statement(
    'auth.tidy_addresses',
    // The last one stays: a person who comes back is told of a new address, and is no newcomer.
    `DELETE FROM known_addresses k WHERE k.last_used_at < $1::timestamptz - interval '180 days'
       AND EXISTS (SELECT 1 FROM known_addresses n WHERE n.user_id = k.user_id AND n.last_used_at > k.last_used_at)`,
  ),
];

@Injectable()
export class SignInLeftovers {
  constructor(private readonly database: Database) {}

  async remove(now: Date): Promise<void> {
    for (const removal of REMOVALS) {
      await this.database.query(removal, [now]);
    }
  }
}
