import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '../../../platform/database/statement.js';
import type { CommentFacts, TicketFacts } from '../domain/ticket-facts.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';

const FACTS = statement(
  'tickets.facts',
  `SELECT t.id, t.number, t.subject, t.description, json_build_object('id', c.id, 'key', c.key, 'name', c.name) AS category,
     t.status, t.priority, t.requester_id AS "requesterId", t.assignee_id AS "assigneeId", t.team_id AS "teamId",
     t.confidential, t.submitted_at AS "submittedAt", t.version,
     ARRAY(SELECT w.user_id FROM ticket_watchers w WHERE w.ticket_id = t.id) AS "watcherIds"
   FROM tickets t JOIN categories c ON c.id = t.category_id WHERE t.id = $1`,
);
const ID_OF_NUMBER = statement('tickets.id_of_number', 'SELECT id FROM tickets WHERE number = $1');
const COMMENT = statement(
  'comments.facts',
  `SELECT id, ticket_id AS "ticketId", author_id AS "authorId", visibility, body, body_html AS "bodyHtml"
   FROM comments WHERE id = $1`,
);

const TITLES = statement('tickets.titles', 'SELECT id, number, subject FROM tickets WHERE id = ANY ($1::uuid[])');

export interface TicketTitle {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
}

/** Reads for background work: no permission is applied. */
@Injectable()
export class TicketFactsReader {
  async facts(from: Queryable, ticketId: string): Promise<TicketFacts | null> {
    const [row] = await from.query<TicketFacts>(FACTS, [ticketId]);
    return row ?? null;
  }

  async idOfNumber(from: Queryable, number: string): Promise<string | null> {
    const [row] = await from.query<{ id: string }>(ID_OF_NUMBER, [normaliseTicketNumber(number) ?? '']);
    return row?.id ?? null;
  }

  /** By their ids. */
  async titles(from: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, TicketTitle>> {
    const rows = await from.query<TicketTitle>(TITLES, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async comment(from: Queryable, commentId: string): Promise<CommentFacts | null> {
    const [row] = await from.query<CommentFacts>(COMMENT, [commentId]);
    return row ?? null;
  }
}
