import { Injectable } from '@nestjs/common';
import { statement } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { LinkEnds } from '../domain/ticket-link.js';

export interface StoredLink extends LinkEnds {
  readonly id: string;
}

const INSERT = statement(
  'ticket_links.insert',
  `INSERT INTO ticket_links (id, kind, from_id, to_id, linked_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT DO NOTHING RETURNING id`,
);
const FIND = statement(
  'ticket_links.find',
  'SELECT id, kind, from_id AS "fromId", to_id AS "toId" FROM ticket_links WHERE id = $1 AND $2::uuid IN (from_id, to_id)',
);
const REMOVE = statement('ticket_links.remove', 'DELETE FROM ticket_links WHERE id = $1 RETURNING id');
const LOCK_CHAINS = statement('ticket_links.lock_chains', `SELECT pg_advisory_xact_lock(hashtext('ticket_links'))`);
/** Whether one comes from `from` to `to` along links of one kind. */
const LEADS_TO = statement(
  'ticket_links.leads_to',
  `WITH RECURSIVE reached (id) AS (
     SELECT $2::uuid
     UNION
     SELECT l.to_id FROM reached r JOIN ticket_links l ON l.from_id = r.id AND l.kind = $1
   )
   SELECT 1 FROM reached WHERE id = $3 LIMIT 1`,
);

@Injectable()
export class TicketLinksRepository {
  /** Nobody else makes a chain longer before the transaction ends: two that close one together would not see each other. */
  async lockChains(tx: Transaction): Promise<void> {
    await tx.query(LOCK_CHAINS);
  }

  async leadsTo(tx: Transaction, { kind, fromId, toId }: LinkEnds): Promise<boolean> {
    return (await tx.query(LEADS_TO, [kind, fromId, toId])).length > 0;
  }

  /** False when these two are linked so already. */
  async insert(tx: Transaction, link: StoredLink, linkedBy: string, at: Date): Promise<boolean> {
    const { id, kind, fromId, toId } = link;
    return (await tx.query(INSERT, [id, kind, fromId, toId, linkedBy, at])).length === 1;
  }

  /** Of this ticket, at either end. */
  async find(tx: Transaction, id: string, ticketId: string): Promise<StoredLink | null> {
    const [link] = await tx.query<StoredLink>(FIND, [id, ticketId]);
    return link ?? null;
  }

  /** False when somebody else was faster. */
  async remove(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.query(REMOVE, [id])).length === 1;
  }
}
