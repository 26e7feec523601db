import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, type Queryable } from '../../../platform/database/statement.js';
import {
  LINK_TYPES,
  LINK_TYPES_OF_REQUESTERS,
  type LinkSummary,
  type LinkType,
  type TicketLinkRow,
  type TicketRefRow,
} from '../domain/ticket-link.js';
import { binder, visibleTo } from './ticket-scope.sql.js';

/** So many links are shown of one ticket: the open ones, then the newest. */
const LINKS_MOST = 500;

/** A row `t` of tickets; see `TicketRefRow`. */
export const TICKET_REF_COLUMNS = `t.id, t.number, t.subject, t.status, t.hold_reason AS "holdReason", t.assignee_id AS "assigneeId"`;

/** Every link of one ticket as that ticket tells it, whoever may see the other one. `$ticket` stands for its id. */
function linksOf(ticket: string): string {
  return `
    SELECT l.id AS link_id, l.to_id AS other_id, l.created_at AS linked_at, l.linked_by,
      CASE l.kind WHEN 'parent' THEN 'child' ELSE l.kind END AS type
    FROM ticket_links l WHERE l.from_id = ${ticket}
    UNION ALL
    SELECT l.id, l.from_id, l.created_at, l.linked_by, CASE l.kind WHEN 'duplicates' THEN 'duplicated_by' ELSE l.kind END
    FROM ticket_links l WHERE l.to_id = ${ticket}
    UNION ALL
    SELECT f.id, f.follow_up_of, f.submitted_at, f.submitted_by, 'follow_up_of'
    FROM tickets f WHERE f.id = ${ticket} AND f.follow_up_of IS NOT NULL
    UNION ALL
    SELECT f.id, f.id, f.submitted_at, f.submitted_by, 'followed_up_by' FROM tickets f WHERE f.follow_up_of = ${ticket}`;
}

/** Links as somebody may see them: those to tickets that he sees, of the types that are his to know. */
@Injectable()
export class TicketLinksQuery {
  constructor(private readonly database: Database) {}

  async of(actor: PersonActor, ticketId: string, from: Queryable = this.database): Promise<TicketLinkRow[]> {
    const { bind, values } = binder();
    const isOpen = `t.status IN ('New', 'Open', 'In Progress', 'On Hold')`;
    return from.query<TicketLinkRow>(
      adHoc(
        `SELECT l.link_id AS "linkId", l.type, l.linked_at AS "linkedAt", l.linked_by AS "linkedById",
           json_build_object('id', t.id, 'number', t.number, 'subject', t.subject, 'status', t.status,
             'holdReason', t.hold_reason, 'assigneeId', t.assignee_id) AS ticket
         FROM (${linksOf(bind(ticketId))}) l JOIN tickets t ON t.id = l.other_id
         WHERE l.type = ANY (${bind(typesFor(actor))}::text[]) AND ${visibleTo(actor, bind)}
         ORDER BY array_position(${bind(LINK_TYPES)}::text[], l.type), ${isOpen} DESC, l.linked_at DESC, l.link_id
         LIMIT ${String(LINKS_MOST)}`,
      ),
      values,
    );
  }

  async summary(actor: PersonActor, ticketId: string): Promise<LinkSummary> {
    const { bind, values } = binder();
    const [row] = await this.database.query<LinkSummary>(
      adHoc(
        `SELECT count(*)::int AS count, coalesce(bool_or(l.type = 'follow_up_of'), false) AS "seesOriginal"
         FROM (${linksOf(bind(ticketId))}) l JOIN tickets t ON t.id = l.other_id
         WHERE l.type = ANY (${bind(typesFor(actor))}::text[]) AND ${visibleTo(actor, bind)}`,
      ),
      values,
    );
    return row ?? { count: 0, seesOriginal: false };
  }

  /** Those of these tickets that somebody may see. */
  async visibleAmong(
    actor: PersonActor,
    ids: readonly string[],
    from: Queryable = this.database,
  ): Promise<ReadonlyMap<string, TicketRefRow>> {
    if (ids.length === 0) {
      return new Map();
    }
    const { bind, values } = binder();
    const rows = await from.query<TicketRefRow>(
      adHoc(
        `SELECT ${TICKET_REF_COLUMNS} FROM tickets t WHERE t.id = ANY (${bind(ids)}::uuid[]) AND ${visibleTo(actor, bind)}`,
      ),
      values,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function typesFor(actor: PersonActor): readonly LinkType[] {
  return isStaff(actor) ? LINK_TYPES : LINK_TYPES_OF_REQUESTERS;
}
