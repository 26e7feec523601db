import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import { audienceOf, type AudienceFacts, type TicketAudience } from '../domain/ticket-audience.js';

export interface TicketSight {
  readonly version: number;
  readonly audience: TicketAudience;
}

const AUDIENCES = statement(
  'tickets.audiences',
  `SELECT t.id, t.version, t.requester_id AS "requesterId", t.assignee_id AS "assigneeId", t.team_id AS "teamId",
     t.confidential, ARRAY(SELECT w.user_id FROM ticket_watchers w WHERE w.ticket_id = t.id) AS "watcherIds"
   FROM tickets t WHERE t.id = ANY ($1::uuid[])`,
);

/** Who sees each of these tickets right now; one statement, whatever their number. Unknown ones are left out. */
@Injectable()
export class TicketAudiencesQuery {
  async of(from: Queryable, ticketIds: readonly string[]): Promise<ReadonlyMap<string, TicketSight>> {
    const rows = await from.query<AudienceFacts & { id: string; version: number }>(AUDIENCES, [ticketIds]);
    return new Map(rows.map((row) => [row.id, { version: row.version, audience: audienceOf(row) }]));
  }
}
