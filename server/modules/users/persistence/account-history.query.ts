import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';
import type { PersonRow } from './people.queries.js';

export interface AccountEventRow {
  /** A bigint, and therefore text. */
  seq: string;
  id: string;
  name: string;
  actor_kind: 'person' | 'system' | 'workflow' | 'anonymous';
  actor: PersonRow | null;
  ip: string | null;
  occurred_at: Date;
  data: Record<string, unknown>;
  personal: Record<string, unknown> | null;
}

/** One walk backwards through the index of events by subject. */
const READ = statement(
  'users.history',
  `SELECT e.seq, e.id, e.name, e.actor_kind, e.ip, e.occurred_at, e.data, d.personal,
     CASE WHEN a.id IS NULL THEN NULL ELSE json_build_object('id', a.id, 'company_id', a.company_id,
       'first_name', a.first_name, 'last_name', a.last_name, 'avatar_file_id', a.avatar_file_id) END AS actor
   FROM events e
   LEFT JOIN event_details d ON d.event_id = e.id
   LEFT JOIN users a ON a.id = e.actor_id
   WHERE e.subject_id = $1 AND e.subject_type = 'account' AND e.seq < coalesce($2::bigint, 9223372036854775807)
   ORDER BY e.seq DESC LIMIT $3`,
);

@Injectable()
export class AccountHistoryQuery {
  constructor(private readonly database: Database) {}

  /** Newest first, those before `before`. */
  async read(accountId: string, before: string | null, limit: number): Promise<AccountEventRow[]> {
    return this.database.query<AccountEventRow>(READ, [accountId, before, limit]);
  }
}
