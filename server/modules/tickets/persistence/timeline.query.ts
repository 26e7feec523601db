import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import type { Audience } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { TimelineRow } from '../domain/timeline.js';
import { TicketLinksQuery } from './ticket-links.query.js';

/** `api.md`: whole, up to this many. */
const TIMELINE_LIMIT = 500;

const READ = statement(
  'tickets.timeline',
  `SELECT * FROM (
     SELECT e.seq, e.id, e.name, e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.occurred_at AS "occurredAt", e.data,
       d.personal,
       CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('id', c.id, 'ticketId', c.ticket_id, 'authorId', c.author_id,
         'authorKind', c.author_kind, 'visibility', c.visibility, 'body', c.body, 'bodyHtml', c.body_html,
         'createdAt', c.created_at) END AS comment
     FROM events e
     LEFT JOIN event_details d ON d.event_id = e.id
     LEFT JOIN comments c ON e.name = 'ticket.commented' AND c.id = (e.data ->> 'commentId')::uuid
     WHERE e.subject_id = $1 AND e.audience = ANY ($2::text[])
     ORDER BY e.seq DESC LIMIT ${String(TIMELINE_LIMIT)}
   ) latest ORDER BY seq`,
);

const LATELY = statement(
  'tickets.timeline_lately',
  `SELECT 1 FROM events
   WHERE subject_id = $1 AND name = $2 AND actor_id = $3 AND occurred_at > now() - $4 * interval '1 millisecond' LIMIT 1`,
);

@Injectable()
export class TimelineQuery {
  constructor(
    private readonly database: Database,
    private readonly links: TicketLinksQuery,
  ) {}

  /** Oldest first. What ties the ticket to one that the reader does not see, did not happen for him. */
  async read(actor: PersonActor, ticketId: string, audiences: readonly Audience[]): Promise<TimelineRow[]> {
    const rows = await this.database.query<Omit<TimelineRow, 'other'>>(READ, [ticketId, audiences]);
    const others = await this.links.visibleAmong(actor, [...new Set(rows.flatMap((row) => otherOf(row) ?? []))]);
    return rows.flatMap((row) => {
      const id = otherOf(row);
      const other = id === null ? null : (others.get(id) ?? null);
      return id !== null && other === null ? [] : [{ ...row, other }];
    });
  }

  /** Whether this person did this to the ticket within the last `within` milliseconds. */
  async hasLately(from: Queryable, ticketId: string, name: string, actorId: string, within: number): Promise<boolean> {
    return (await from.query(LATELY, [ticketId, name, actorId, within])).length > 0;
  }
}

function otherOf({ name, data }: Pick<TimelineRow, 'name' | 'data'>): string | null {
  const isTie = name === 'ticket.linked' || name === 'ticket.unlinked';
  return isTie && typeof data['ticketId'] === 'string' ? data['ticketId'] : null;
}
