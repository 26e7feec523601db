import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { PromiseTimes } from '../domain/ticket.js';
import type { HoldReason, TicketStatus } from '../domain/ticket-status.js';

const MARKED = statement(
  'tickets.marked',
  'SELECT id FROM tickets WHERE sla_mark_at <= $1 ORDER BY sla_mark_at LIMIT $2',
);
/** Beside everything that a version is about. */
const KEEP = statement(
  'tickets.keep_promises',
  'UPDATE tickets SET sla = $2, sla_due_at = $3, sla_warn_at = $4, sla_mark_at = $5 WHERE id = $1',
);
const POSTPONE = statement('tickets.postpone_mark', 'UPDATE tickets SET sla_mark_at = $2 WHERE id = $1');
const HISTORY = statement(
  'tickets.promise_history',
  `SELECT at, type, "from", "to", "holdReason", by FROM (
     SELECT e.occurred_at AS at, 1 AS place, 'status' AS type, e.data ->> 'from' AS "from", e.data ->> 'to' AS "to",
       e.data ->> 'holdReason' AS "holdReason", coalesce(e.actor_id::text, e.data ->> 'causedBy') AS by, e.seq
     FROM events e WHERE e.subject_id = $1 AND e.name = 'ticket.status_changed'
     UNION ALL
     SELECT e.occurred_at, 1, 'hold', NULL, NULL, e.data ->> 'holdReason', e.actor_id::text, e.seq
     FROM events e WHERE e.subject_id = $1 AND e.name = 'ticket.hold_changed'
       AND e.data ->> 'holdReason' IS DISTINCT FROM e.data ->> 'fromHoldReason'
     UNION ALL
     SELECT c.created_at, 0, 'comment', NULL, NULL, NULL, c.author_id::text, 0
     FROM comments c WHERE c.ticket_id = $1 AND c.visibility = 'public' AND c.author_kind = 'person'
   ) history ORDER BY at, place, seq`,
);

/** What happened to a ticket that its promises depend on. */
export type PromiseHistory = { readonly at: Date; readonly by: string | null } & (
  | {
      readonly type: 'status';
      readonly from: TicketStatus;
      readonly to: TicketStatus;
      readonly holdReason: HoldReason | null;
    }
  | { readonly type: 'hold'; readonly holdReason: HoldReason | null }
  | { readonly type: 'comment' }
);

/** The clocks of tickets apart from everything else about them: no version, no event of the ticket. */
@Injectable()
export class TicketPromisesRepository {
  constructor(private readonly database: Database) {}

  /** Tickets about which there is something to tell, the longest waiting first. */
  async marked(now: Date, limit: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(MARKED, [now, limit])).map(({ id }) => id);
  }

  /** The ticket must be locked. */
  async keep(tx: Transaction, ticketId: string, { sla, slaDueAt, slaWarnAt, slaMarkAt }: PromiseTimes): Promise<void> {
    await tx.query(KEEP, [ticketId, JSON.stringify(sla), slaDueAt, slaWarnAt, slaMarkAt]);
  }

  async postpone(ticketId: string, until: Date): Promise<void> {
    await this.database.query(POSTPONE, [ticketId, until]);
  }

  /** Oldest first. */
  async history(from: Queryable, ticketId: string): Promise<PromiseHistory[]> {
    return from.query<PromiseHistory>(HISTORY, [ticketId]);
  }
}
