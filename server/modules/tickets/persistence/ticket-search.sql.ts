import type { PersonActor } from '../../../kernel/actor.js';
import { isStaff } from '../../../kernel/actor.js';
import { normaliseTicketNumber } from '../domain/ticket-number.js';
import type { Bind } from './ticket-scope.sql.js';

/** So many hits are held against the rest of the question, one by one; when there are more, walking in order is cheaper. */
const FEW = 2_000;
/** How many times the time that the first tickets took is looked at next, when none of them had the words. */
const REACH = 64;
/** Of so many tickets it is seen how frequent each word is. */
const SAMPLE = 100;
/** To look at a ticket costs about five times as much as to read one more hit in the index. */
const INDEX_WORTH = 5;

export interface SearchRequest {
  readonly actor: PersonActor;
  readonly q: string;
  readonly bind: Bind;
  /** Column of tickets that the rows are in order of, and after it the id. */
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  readonly limit: number;
  /** So many tickets are looked through before the index of words is asked: enough for a frequent word. */
  readonly near: number;
  /** The rows in order without regard to words, at most so many, narrowed by what is joined and by one more condition. */
  readonly walk: (most: number, joined?: string, condition?: string) => string;
  /** Everything but the words. */
  readonly isShown: string;
}

/** What the actor may search for, as a tsquery: words of notes are looked at for staff alone. */
export function wordsSql(actor: PersonActor, q: string, bind: Bind): string {
  return `search_query(${bind(q)}, ${String(isStaff(actor))})`;
}

/**
 * Tickets that have all the words, and the one whose number was asked for. Each way to find them is terrible for some
 * words: walking through the tickets in order for a word that few have, asking the index of words for one that most have.
 * PostgreSQL takes every prefix for a frequent word and cannot choose. So the ways stand in one statement, each begun only
 * when those before were not enough: the next tickets in order, which also tell how frequent the words are; the index,
 * asked for the rarer words, stretch of time by stretch of time, the nearest one first; all tickets in order, where that is
 * cheaper. However large the desk, about as many tickets are touched as a page needs.
 */
export function searchSql(request: SearchRequest): { steps: string[]; rows: string } {
  const { actor, q, bind, column, direction, limit, near, walk, isShown } = request;
  const words = '(SELECT words FROM asked)';
  const columns = [...new Set(['id', 'submitted_at', column])].map((one) => `t.${one}`).join(', ');
  const order = `ORDER BY t.${column} ${direction}, t.id ${direction}`;
  const backwards = direction === 'DESC' ? 'ASC' : 'DESC';
  // OFFSET 0 keeps the planner from turning the loop around.
  const matching = `CROSS JOIN LATERAL (SELECT FROM ticket_search s WHERE s.ticket_id = t.id AND s.words @@ ${words} OFFSET 0) s`;
  const found: string[] = ['near'];
  const isWanted = (): string =>
    `${found.map((step) => `(SELECT count(*) FROM ${step})`).join(' + ')} < ${String(limit)}`;
  const own = isStaff(actor) ? null : `${bind(`'!${actor.id}'`)}::tsquery`;
  const steps = [
    `asked AS MATERIALIZED (SELECT terms, search_all(terms) AS words FROM search_terms(${bind(q)}, ${String(isStaff(actor))}) AS terms)`,
    `looked AS MATERIALIZED (SELECT DISTINCT ${columns} FROM (${walk(near)}) t ${order} LIMIT ${String(near)})`,
    `near AS MATERIALIZED (SELECT ${columns} FROM looked t ${matching} ${order} LIMIT ${String(limit)})`,
    // Where the first look ended; nothing when it has seen everything, or enough.
    `edge AS MATERIALIZED (
      SELECT t.submitted_at AS at, t.id, (SELECT count(*) FROM near) AS many,
        (SELECT greatest(max(x.submitted_at) - min(x.submitted_at), interval '1 second') FROM looked x) AS took
      FROM looked t WHERE ${isWanted()} AND (SELECT count(*) FROM looked) = ${String(near)}
      ORDER BY t.${column} ${backwards}, t.id ${backwards} LIMIT 1)`,
    `sampled AS MATERIALIZED (
      SELECT term, count(*) FILTER (WHERE s.has) AS many, min(count(*) FILTER (WHERE s.has)) OVER () AS fewest
      FROM asked a CROSS JOIN unnest(a.terms) AS term CROSS JOIN (SELECT id FROM looked LIMIT ${String(SAMPLE)}) x
        CROSS JOIN LATERAL (SELECT s.words @@ term AS has FROM ticket_search s WHERE s.ticket_id = x.id OFFSET 0) s
      WHERE cardinality(a.terms) > 1 AND EXISTS (SELECT FROM edge) GROUP BY term)`,
    // The rarest words, those of every fiftieth ticket at most if there are; none when every word is frequent. How likely
    // a ticket has them all is known of several words only: most single ones are in no sample.
    `rarer AS MATERIALIZED (
      SELECT a.words AS all_words, CASE WHEN cardinality(a.terms) = 1 THEN a.words ELSE search_all(r.terms) END AS words, r.chance
      FROM asked a CROSS JOIN (
        SELECT array_agg(f.term) AS terms, exp(sum(ln((f.many + 0.5) / ${String(SAMPLE)}))) AS chance FROM sampled f
        WHERE f.fewest <= ${String(SAMPLE / 10)} AND f.many <= greatest(f.fewest, ${String(SAMPLE / 50)})) r
      WHERE EXISTS (SELECT FROM edge))`,
    `plan AS MATERIALIZED (
      SELECT e.at, e.id, ${own === null ? 'r.words' : `coalesce(r.words && ${own}, ${own})`} AS indexed,
        ${own === null ? 'r.words = r.all_words' : 'false'} AS is_exact,
        coalesce(cardinality(a.terms) > 1 AND r.chance * c.reltuples <= ${String(FEW / 2)}, false) AS is_small,
        least(e.took * CASE WHEN e.many = 0 THEN ${String(REACH)} ELSE least(${String(REACH)}, ceil(1.5 * ${String(limit)} / e.many)) END,
          interval '100 years') AS reach,
        ${own === null ? `r.words IS NOT NULL AND e.many * e.many <= ${String(INDEX_WORTH * limit * near * near)} / greatest(c.reltuples, 1)` : 'true'} AS by_index
      FROM edge e CROSS JOIN asked a CROSS JOIN rarer r CROSS JOIN (SELECT reltuples FROM pg_class WHERE oid = 'ticket_search'::regclass) c)`,
  ];
  const stretches = column === 'submitted_at' && own === null ? stretchesOf(direction) : [EVERYTHING];
  // Whoever is no staff sees other people's tickets by watching them.
  const watched =
    own === null
      ? ''
      : ` UNION SELECT w.ticket_id FROM plan CROSS JOIN ticket_watchers w WHERE w.user_id = ${bind(actor.id)}`;
  const isTooMany: string[] = [];
  stretches.forEach(({ from, to, condition }, n) => {
    const [hits, far] = [`hits${String(n)}`, `far${String(n)}`];
    // So few that all were asked for at once.
    const isOver = n === 0 ? [] : ['NOT e.is_small'];
    const isDue = ['e.by_index', ...isOver, isWanted(), ...isTooMany.map((tooMany) => `NOT ${tooMany}`)].join(' AND ');
    steps.push(
      `${hits} AS MATERIALIZED (SELECT h.id FROM plan e
        CROSS JOIN LATERAL search_hits(e.indexed, ${from}, ${to}, ${String(FEW + 1)}) AS h (id) WHERE ${isDue}${watched})`,
    );
    const tooMany = `((SELECT count(*) FROM ${hits}) > ${String(FEW)})`;
    isTooMany.push(tooMany);
    steps.push(
      `${far} AS MATERIALIZED (SELECT t.* FROM plan e CROSS JOIN ${hits} h CROSS JOIN LATERAL
        (SELECT ${columns} FROM tickets t WHERE t.id = h.id AND ${condition} AND ${isShown}
          AND (e.is_exact OR EXISTS (SELECT FROM ticket_search s WHERE s.ticket_id = h.id AND s.words @@ ${words})) OFFSET 0) t
        WHERE NOT ${tooMany} ${order} LIMIT ${String(limit)})`,
    );
    found.push(far);
  });
  const isLeft = ['EXISTS (SELECT FROM plan WHERE NOT by_index)', ...isTooMany].join(' OR ');
  const rest = `SELECT ${columns} FROM (${walk(limit, matching, `(${isLeft})`)}) t`;
  const number = normaliseTicketNumber(q);
  const byNumber =
    number === null ? [] : [`SELECT ${columns} FROM tickets t WHERE t.number = ${bind(number)} AND ${isShown}`];
  return {
    steps,
    rows: [...found.map((step) => `SELECT ${columns} FROM ${step} t`), rest, ...byNumber].join(' UNION ALL '),
  };
}

/** A part of the tickets behind the edge `e`, from the one time to the other. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  /** On a row `t`: exactly this part, while the index gives some tickets around it as well. */
  readonly condition: string;
}

/** In an order that is not that of time the nearest ones cannot be cut out. */
const EVERYTHING: Stretch = { from: 'NULL', to: 'NULL', condition: 'true' };

/** Each without the tickets of those before, so that what was found can be counted. */
function stretchesOf(direction: 'ASC' | 'DESC'): readonly Stretch[] {
  const isDown = direction === 'DESC';
  const [beyond, within] = isDown ? ['<', '>='] : ['>', '<='];
  const first = `e.at ${isDown ? '-' : '+'} e.reach`;
  const second = `e.at ${isDown ? '-' : '+'} least(e.reach * 16, interval '100 years')`;
  const between = (a: string, b: string): Pick<Stretch, 'from' | 'to'> =>
    isDown ? { from: b, to: a } : { from: a, to: b };
  return [
    {
      ...between('CASE WHEN NOT e.is_small THEN e.at END', first),
      condition: `(t.submitted_at, t.id) ${beyond} (e.at, e.id) AND (e.is_small OR t.submitted_at ${within} ${first})`,
    },
    {
      ...between(first, second),
      condition: `t.submitted_at ${beyond} ${first} AND t.submitted_at ${within} ${second}`,
    },
    { from: 'NULL', to: 'NULL', condition: `t.submitted_at ${beyond} ${second}` },
  ];
}
