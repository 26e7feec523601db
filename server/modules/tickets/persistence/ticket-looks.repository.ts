import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';

/** A look from another window may have come later and seen more. */
const ADD = statement(
  'ticket_looks.add',
  `INSERT INTO ticket_looks AS l (user_id, ticket_id, news) SELECT $1, t.id, t.news FROM tickets t WHERE t.id = $2
   ON CONFLICT (user_id, ticket_id) DO UPDATE SET news = excluded.news WHERE l.news < excluded.news RETURNING l.news`,
);

@Injectable()
export class TicketLooksRepository {
  /** False when nothing was new. */
  async add(tx: Transaction, userId: string, ticketId: string): Promise<boolean> {
    return (await tx.query(ADD, [userId, ticketId])).length === 1;
  }
}
