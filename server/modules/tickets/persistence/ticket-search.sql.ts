import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';
import type { Bind } from './ticket-scope.sql.js';

/** A word that more tickets have than this is frequent enough to be met on the way through all of them. */
const FEW = 2_000;

export interface SearchRequest {
  readonly actor: PersonActor;
  readonly q: string;
  readonly bind: Bind;
  /** Of a row `t` of tickets. */
  readonly columns: string;
  /** Empty when the order does not matter. */
  readonly order: string;
  readonly limit: number;
  /** So many tickets are looked through before the index of words is asked: enough for a frequent word. */
  readonly near: number;
  /** The rows in order without regard to words, at most so many, narrowed by what is joined. */
  readonly walk: (most: number, joined?: string) => string;
  /** Everything but the words. */
  readonly isShown: () => string;
}

/**
 * Tickets that have all the words, notes being read for staff alone, and the one whose number was asked for. Each way to
 * find them is terrible for some words: walking through the tickets in order for a word that few have, asking the index
 * of words for one that most have. PostgreSQL takes every prefix for a frequent word and cannot choose. So three ways
 * stand in one statement, each begun only when the one before was not enough: the next tickets in order; the index, up to
 * a few hits; all tickets in order. An employee's own tickets are few enough to be walked through at once.
 */
export function searchSql(request: SearchRequest): { steps: string[]; rows: string } {
  const { actor, q, bind, columns, order, limit, near: nearby, walk, isShown } = request;
  const words = '(SELECT words FROM asked)';
  const isMatch = isStaff(actor) ? `s.document @@ ${words} OR s.notes @@ ${words}` : `s.document @@ ${words}`;
  // OFFSET 0 keeps the planner from turning the loop around.
  const matching = `CROSS JOIN LATERAL (SELECT FROM ticket_search s WHERE s.ticket_id = t.id AND (${isMatch}) OFFSET 0) s`;
  const most = `LIMIT ${String(limit)}`;
  const asked = `asked AS MATERIALIZED (SELECT search_query(${bind(q)}) AS words)`;
  const number = normaliseTicketNumber(q);
  const byNumber =
    number === null
      ? ''
      : ` UNION ALL SELECT ${columns} FROM tickets t WHERE t.number = ${bind(number)} AND ${isShown()}`;
  if (!isStaff(actor)) {
    return { steps: [asked], rows: `${walk(limit, matching)}${byNumber}` };
  }
  const near = `near AS MATERIALIZED (
    SELECT ${columns} FROM (SELECT ${columns} FROM (${walk(nearby)}) t ${order} LIMIT ${String(nearby)}) t ${matching} ${order} ${most})`;
  const hits = `hits AS MATERIALIZED (
    SELECT h.id FROM search_hits(${words}, ${String(FEW + 1)}) AS h (id) WHERE (SELECT count(*) FROM near) < ${String(limit)})`;
  const few = `(SELECT count(*) FROM hits) <= ${String(FEW)}`;
  // Some of many hits are the newest ones only by chance, but as good as any where nothing has to be in order.
  const far = `far AS MATERIALIZED (SELECT t.* FROM hits CROSS JOIN LATERAL
    (SELECT ${columns} FROM tickets t WHERE t.id = hits.id AND ${isShown()} OFFSET 0) t
    WHERE ${order === '' ? 'true' : few} ${order} ${most})`;
  const isEnough = `(${few} OR (SELECT count(*) FROM far) >= ${String(limit)})`;
  return {
    steps: [asked, near, hits, far],
    rows: `SELECT ${columns} FROM near t UNION ALL SELECT ${columns} FROM far t
      UNION ALL SELECT ${columns} FROM (${walk(limit, matching)}) t WHERE NOT ${isEnough}${byNumber}`,
  };
}
