import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

/**
 * News are counted on the ticket's row, one for each of these events: what came after the event that was shown is still
 * to be seen. A look from another window may have come later and seen more.
 */
const ADD = statement(
  'ticket_looks.add',
  `WITH shown AS (SELECT e.seq FROM events e WHERE e.id = $3::uuid AND e.subject_id = $2
   ), looked AS (
     SELECT t.id, greatest(0, t.news - (SELECT count(*) FROM events e WHERE e.subject_id = t.id AND e.seq > shown.seq
         AND e.name IN ('ticket.commented', 'ticket.status_changed', 'ticket.hold_changed'))) AS news
     FROM tickets t LEFT JOIN shown ON true
     WHERE t.id = $2 AND ($3::uuid IS NULL OR shown.seq IS NOT NULL)
   ), added AS (
     INSERT INTO ticket_looks AS l (user_id, ticket_id, news) SELECT $1, id, news FROM looked
     ON CONFLICT (user_id, ticket_id) DO UPDATE SET news = excluded.news WHERE l.news < excluded.news RETURNING 1
   )
   SELECT EXISTS (SELECT 1 FROM looked) AS "isKnown", EXISTS (SELECT 1 FROM added) AS "isNew"`,
);

export interface Look {
  readonly userId: string;
  readonly ticketId: string;
  /** The newest event that was shown; null: all so far. */
  readonly through: string | null;
}

@Injectable()
export class TicketLooksRepository {
  /** `isKnown`: the event is one of the ticket's; `isNew`: something was seen for the first time. */
  async add(tx: Transaction, { userId, ticketId, through }: Look): Promise<{ isKnown: boolean; isNew: boolean }> {
    const [row] = await tx.query<{ isKnown: boolean; isNew: boolean }>(ADD, [userId, ticketId, through]);
    return row ?? { isKnown: false, isNew: false };
  }
}
