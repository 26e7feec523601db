import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { statement } from '../../../platform/database/statement.js';

const TEXTS = statement(
  'tickets.texts',
  `SELECT t.id, left(t.description, 10000) AS description, ARRAY(
     SELECT left(c.body, 2000) FROM comments c WHERE c.ticket_id = t.id AND c.visibility = ANY ($2::text[])
     ORDER BY c.created_at DESC, c.id DESC LIMIT 12) AS messages
   FROM tickets t WHERE t.id = ANY ($1::uuid[])`,
);

/** Where found words are looked for in order to show them; only of tickets that the actor was given already. */
@Injectable()
export class TicketTextsQuery {
  constructor(private readonly database: Database) {}

  /** The description and then the newest messages: notes for staff alone. */
  async of(actor: PersonActor, ticketIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (ticketIds.length === 0) {
      return new Map();
    }
    const visible = isStaff(actor) ? ['public', 'internal'] : ['public'];
    const rows = await this.database.query<{ id: string; description: string; messages: string[] }>(TEXTS, [
      ticketIds,
      visible,
    ]);
    return new Map(rows.map(({ id, description, messages }) => [id, [description, ...messages]]));
  }
}
