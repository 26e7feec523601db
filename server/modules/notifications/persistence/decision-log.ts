import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Outcome } from '../domain/outcome.js';
import type { Capacity, TicketMail } from '../domain/ticket-recipients.js';

export interface NewDecision {
  readonly personId: string;
  readonly mail: TicketMail;
  readonly capacity: Capacity;
  readonly outcome: Outcome;
  readonly messageId: string | null;
}

export interface Decision extends NewDecision {
  readonly eventName: string | null;
  readonly createdAt: Date;
}

// The first decision stands: what a second run finds may have changed since.
const KEEP = statement(
  'notifications.keep_decisions',
  `INSERT INTO notification_decisions (event_id, ticket_id, person_id, mail, capacity, outcome, message_id)
   SELECT $1, $2, g.* FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[]) AS g
   ON CONFLICT (event_id, person_id) DO NOTHING`,
);
const OF_TICKET = statement(
  'notifications.decisions_of_ticket',
  `SELECT d.person_id AS "personId", d.mail, d.capacity, d.outcome, d.message_id AS "messageId",
     e.name AS "eventName", d.created_at AS "createdAt"
   FROM notification_decisions d LEFT JOIN events e ON e.id = d.event_id
   WHERE d.ticket_id = $1 AND d.outcome <> 'told' ORDER BY d.created_at DESC, d.person_id LIMIT $2`,
);

/** Why each person was told of what happened to a ticket, or was not. */
@Injectable()
export class DecisionLog {
  async keep(tx: Transaction, eventId: string, ticketId: string, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length > 0) {
      await tx.query(KEEP, [
        eventId,
        ticketId,
        decisions.map(({ personId }) => personId),
        decisions.map(({ mail }) => mail),
        decisions.map(({ capacity }) => capacity),
        decisions.map(({ outcome }) => outcome),
        decisions.map(({ messageId }) => messageId),
      ]);
    }
  }

  /** Those who were not told, newest first. */
  async leftOf(from: Queryable, ticketId: string, limit: number): Promise<Decision[]> {
    return from.query<Decision>(OF_TICKET, [ticketId, limit]);
  }
}
