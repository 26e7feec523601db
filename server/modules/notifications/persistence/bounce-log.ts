import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

/** Two runs of one task go one after the other. */
const LOCK = statement(
  'notifications.lock_bounce',
  'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7305115))',
);
const IS_TOLD = statement(
  'notifications.is_bounce_told',
  `SELECT 1 FROM events WHERE subject_type = 'ticket' AND subject_id = $1 AND name = 'ticket.mail_bounced'
     AND data->>'messageId' = $2 LIMIT 1`,
);

/** Which bounces stand in the timeline of their ticket. */
@Injectable()
export class BounceLog {
  async isTold(tx: Transaction, ticketId: string, messageId: string): Promise<boolean> {
    await tx.query(LOCK, [messageId]);
    return (await tx.query(IS_TOLD, [ticketId, messageId])).length > 0;
  }
}
