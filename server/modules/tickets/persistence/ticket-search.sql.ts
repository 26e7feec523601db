import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';
import type { Bind } from './ticket-scope.sql.js';
import { atOnce, keysOf, MATCHING, orderOf, stretches, type SearchRequest } from './ticket-search-ways.sql.js';

/** The first stretch of time that the index is asked for, in times that the first tickets took: at most so many, and when none of them had the words. */
const REACH = { most: 64, unknown: 8 };
/** Less is not worth a step of its own. */
const SHORTEST = '9 hours';
/** Of so many tickets it is seen how frequent each word is. */
const SAMPLE = 100;
/** Words that more of the sample have are not asked for, if there are others: their hits are too many. */
const FREQUENT = 15;
/** As many hits are read in all of the index for what it costs to look at one ticket; of one person's they are few. */
const INDEX_WORTH = { all: 3, own: 10 };

/** What the actor may search for, as a tsquery: words of notes are looked at for staff alone. */
export function wordsSql(actor: PersonActor, q: string, bind: Bind): string {
  return `search_query(${bind(q)}, ${String(isStaff(actor))})`;
}

/**
 * Tickets that have all the words, and the one whose number was asked for. Each way to find them is terrible for some
 * words: walking through the tickets in order for a word that few have, asking the index of words for one that most have.
 * PostgreSQL takes every prefix for a frequent word and cannot choose. So the ways stand in one statement, each begun only
 * when those before were not enough: the next tickets in order, which also tell how frequent the words are; the index,
 * asked for the rarer words; all tickets in order, where that is cheaper. However large the desk, about as many tickets are
 * touched as a page needs.
 */
export function searchSql(request: SearchRequest): { steps: string[]; rows: string } {
  const { actor, q, bind, column, limit, walk, isShown } = request;
  const keys = keysOf(request);
  const way = column === 'submitted_at' && isStaff(actor) ? stretches(request) : atOnce(request);
  const isLeft = `(EXISTS (SELECT FROM plan WHERE NOT by_index) OR ${way.isCut})`;
  const number = normaliseTicketNumber(q);
  return {
    steps: [...firstLook(request), ...choice(request), ...way.steps],
    rows: [
      `SELECT ${keys} FROM near t`,
      ...way.rows,
      `SELECT ${keys} FROM (${walk(limit, MATCHING, isLeft)}) t`,
      ...(number === null ? [] : [`SELECT ${keys} FROM tickets t WHERE t.number = ${bind(number)} AND ${isShown}`]),
    ].join(' UNION ALL '),
  };
}

/** The next tickets in order, and those of them with the words: all there is to do for a frequent word. */
function firstLook(request: SearchRequest): string[] {
  const { actor, q, bind, column, direction, limit, near, walk } = request;
  const [keys, order] = [keysOf(request), orderOf(request)];
  const backwards = direction === 'DESC' ? 'ASC' : 'DESC';
  const took = `(SELECT greatest(max(x.submitted_at) - min(x.submitted_at), interval '${SHORTEST}') FROM looked x) AS took`;
  return [
    `asked AS MATERIALIZED (SELECT terms, search_all(terms) AS words FROM search_terms(${bind(q)}, ${String(isStaff(actor))}) AS terms)`,
    `looked AS MATERIALIZED (SELECT DISTINCT ${keys} FROM (${walk(near)}) t ${order} LIMIT ${String(near)})`,
    `near AS MATERIALIZED (SELECT ${keys} FROM looked t ${MATCHING} ${order} LIMIT ${String(limit)})`,
    // Where the first look ended; nothing when it has seen everything, or enough, or no word was given.
    `edge AS MATERIALIZED (
      SELECT t.${column} AS at, t.id, (SELECT count(*) FROM near) AS many${column === 'submitted_at' ? `, ${took}` : ''}
      FROM looked t WHERE (SELECT count(*) FROM near) < ${String(limit)} AND (SELECT count(*) FROM looked) = ${String(near)}
        AND (SELECT words FROM asked) IS NOT NULL
      ORDER BY t.${column} ${backwards}, t.id ${backwards} LIMIT 1)`,
  ];
}

/** What the first look told: which words the index is asked for, how far, and whether that is cheaper than to walk on. */
function choice({ actor, bind, column, limit, near }: SearchRequest): string[] {
  const own = isStaff(actor) ? null : `${bind(`'!${actor.id}'`)}::tsquery`;
  // Where all hits are read, more of them cost more; where those of a stretch, a few missing ones are not worth it.
  const isByStretch = isStaff(actor) && column === 'submitted_at';
  const worth = isByStretch
    ? `e.many * 4 < ${String(limit)}`
    : `e.many * e.many <= ${String(INDEX_WORTH[isStaff(actor) ? 'all' : 'own'] * limit * near * near)} / greatest(c.reltuples, 1)`;
  const times = `CASE WHEN e.many = 0 THEN ${String(REACH.unknown)} ELSE least(${String(REACH.most)}, ceil(1.5 * ${String(limit)} / e.many)) END`;
  const reach = `least(e.took * ${times}, interval '100 years') AS reach`;
  return [
    `sampled AS MATERIALIZED (
      SELECT term, count(*) FILTER (WHERE s.has) AS many, min(count(*) FILTER (WHERE s.has)) OVER () AS fewest
      FROM asked a CROSS JOIN unnest(a.terms) AS term CROSS JOIN (SELECT id FROM looked LIMIT ${String(SAMPLE)}) x
        CROSS JOIN LATERAL (SELECT s.words @@ term AS has FROM ticket_search s WHERE s.ticket_id = x.id OFFSET 0) s
      WHERE cardinality(a.terms) > 1 AND EXISTS (SELECT FROM edge) GROUP BY term)`,
    `rarer AS MATERIALIZED (
      SELECT a.words AS all_words, coalesce(search_all(r.terms), a.words) AS words FROM asked a CROSS JOIN (
        SELECT array_agg(f.term) AS terms FROM sampled f WHERE f.many <= greatest(f.fewest, ${String(FREQUENT)})) r)`,
    `plan AS MATERIALIZED (
      SELECT e.at, e.id, e.many, greatest(c.reltuples, 1) AS tickets,
        r.words${own === null ? '' : ` && ${own}`} AS indexed, ${own === null ? 'r.words = r.all_words' : 'false'} AS is_exact,
        ${worth} AS by_index${isByStretch ? `, ${reach}` : ''}
      FROM edge e CROSS JOIN rarer r CROSS JOIN (SELECT reltuples FROM pg_class WHERE oid = 'ticket_search'::regclass) c)`,
  ];
}
