import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';

const OVERDUE = statement(
  'tickets.overdue',
  `SELECT id FROM (
     SELECT id FROM tickets WHERE status = 'Resolved' AND resolved_at <= $1::timestamptz - make_interval(days => $2)
     UNION ALL
     SELECT id FROM tickets WHERE status = 'On Hold' AND hold_until IS NOT NULL AND hold_until <= $1
   ) due WHERE $3::uuid IS NULL OR id > $3 ORDER BY id LIMIT $4`,
);

/** Tickets for which the desk should have done something by now. */
@Injectable()
export class OverdueTicketsQuery {
  constructor(private readonly database: Database) {}

  /** By id, after `after`. */
  async ids(now: Date, autoCloseDays: number, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(OVERDUE, [now, autoCloseDays, after, limit]);
    return rows.map(({ id }) => id);
  }
}
