import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import type { Bind } from './ticket-scope.sql.js';

/** So many hits of the index are held against the rest of the question, one by one; when there are more, walking is cheaper. */
const FEW = 2_000;
/** In an order that is not that of time all hits are needed, and of so many it is worth it. */
const FEW_IN_ORDER = 20_000;
/** A stretch of time is at most so many times longer than the one before. */
const GROWTH = 8;
/** So many times longer than what was found promises, so that one stretch more is seldom needed. */
const ROOM = 1.5;

/** Of a ticket `t`. */
const HAS_WORDS =
  'EXISTS (SELECT FROM ticket_search s WHERE s.ticket_id = t.id AND s.words @@ (SELECT words FROM asked))';

/** Leaves the tickets `t` that have all the words. OFFSET 0 keeps the planner from turning the loop around. */
export const MATCHING =
  'CROSS JOIN LATERAL (SELECT FROM ticket_search s WHERE s.ticket_id = t.id AND s.words @@ (SELECT words FROM asked) OFFSET 0) s';

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
  /** What is asked for beside the words: nothing, statuses alone, or more. */
  readonly narrowed: 'not' | 'by status' | 'further';
  /** On a row `t`: it comes after the rows shown before. */
  readonly isBehind: string;
}

/**
 * How the index of words is asked, by the row `plan`: `at` and `id` where the first look ended in the order asked for, `indexed` the words,
 * `is_exact` when they are all of the words asked for, `by_index` when it is worth asking at all.
 */
export interface Way {
  readonly steps: readonly string[];
  /** Each gives rows of the keys: all hits behind the first look that belong to the page, and perhaps some more. */
  readonly rows: readonly string[];
  /** There were too many hits: the rows lack some. */
  readonly isCut: string;
}

/** The columns that a search hands from step to step. */
export function keysOf({ column }: Pick<SearchRequest, 'column'>): string {
  return `t.id, t.${column}`;
}

export function orderOf({ column, direction }: SearchRequest): string {
  return `ORDER BY t.${column} ${direction}, t.id ${direction}`;
}

/**
 * In order of time the index is asked for the nearest stretch, then for longer and longer ones until there are enough hits,
 * each as long as those before promise; each has the tickets behind those of the one before, so that what was found can be
 * counted. A step of a recursion gives one row: what it found is in arrays.
 */
export function stretches({ direction, limit, isShown, bind }: SearchRequest): Way {
  const isDown = direction === 'DESC';
  const [beyond, within, step] = isDown ? ['<', '>=', '-'] : ['>', '<=', '+'];
  const [since, until] = isDown ? ['f.till', 's.till'] : ['s.till', 'f.till'];
  const last = `(SELECT ${isDown ? 'min' : 'max'}(t.submitted_at) FROM tickets t)`;
  const isNext = `(t.submitted_at ${beyond} s.till OR s.n = 0 AND (t.submitted_at, t.id) ${beyond} (e.at, e.id)) AND t.submitted_at ${within} f.till`;
  const most = String(Math.max(FEW, 3 * limit));
  const enough = bind(ROOM * limit);
  const growth = `CASE WHEN x.shown = 0 THEN ${String(GROWTH)}
    ELSE least(${String(GROWTH)}, greatest(1, (${enough}::float8 - s.shown - x.shown) / x.shown)) END`;
  return {
    steps: [
      `stretch AS (
        SELECT 0 AS n, e.at AS till, e.reach, e.many AS shown, 0::bigint AS hits, false AS is_cut, NULL::uuid[] AS ids, NULL::timestamptz[] AS times
        FROM plan e WHERE e.by_index
        UNION ALL
        SELECT s.n + 1, f.till, least(s.reach * ${growth}, interval '100 years'), s.shown + x.shown, s.hits + x.hits, x.hits > ${most}, x.ids, x.times
        FROM stretch s CROSS JOIN plan e CROSS JOIN LATERAL (SELECT s.till ${step} s.reach AS till) f CROSS JOIN LATERAL (
          SELECT count(*) AS hits, count(t.id) AS shown, array_agg(t.id) FILTER (WHERE t.id IS NOT NULL) AS ids,
            array_agg(t.submitted_at) FILTER (WHERE t.id IS NOT NULL) AS times
          FROM search_hits(e.indexed, ${since}, ${until}, ${most} + 1) AS h (id) LEFT JOIN LATERAL (
            SELECT t.id, t.submitted_at FROM tickets t WHERE t.id = h.id AND ${isNext}
              AND ${isShown} AND (e.is_exact OR ${HAS_WORDS}) OFFSET 0) t ON true) x
        WHERE s.shown < ${String(limit)} AND s.hits <= ${most} AND s.till ${isDown ? '>=' : '<='} ${last})`,
    ],
    rows: [`SELECT t.id, t.submitted_at FROM stretch s CROSS JOIN unnest(s.ids, s.times) AS t (id, submitted_at)`],
    isCut: `EXISTS (SELECT FROM stretch WHERE is_cut OR shown < ${String(limit)} AND hits > ${most})`,
  };
}

/**
 * In another order, and for whoever sees few tickets, the hits of all times: a few are put in order; of many, the tickets in
 * order are asked whether they are among them, by their index alone, until there are enough.
 */
export function atOnce(request: SearchRequest): Way {
  const { actor, bind, column, direction, limit, walk, isShown, narrowed, isBehind } = request;
  const [keys, order] = [keysOf(request), orderOf(request)];
  const most = String(isStaff(actor) && column !== 'submitted_at' ? FEW_IN_ORDER : Math.max(FEW, 3 * limit));
  // Whoever is no staff sees other people's tickets by watching them.
  const watched = isStaff(actor)
    ? ''
    : `UNION SELECT w.ticket_id FROM plan CROSS JOIN ticket_watchers w WHERE w.user_id = ${bind(actor.id)}`;
  const count = '(SELECT count(*) FROM hits)';
  // There is an index of this order, which knows all that is asked of a ticket on the way.
  const isWalked = isStaff(actor) && (column === 'updated_at' ? narrowed === 'not' : narrowed !== 'further');
  // What it costs to look at every hit is what it costs to walk until there are enough of them.
  const areMany = isWalked ? `${count} * ${count} > 2 * (SELECT tickets FROM plan)` : 'false';
  const isHit = `(SELECT ${keys} FROM tickets t WHERE t.id = h.id AND ${isShown} AND (e.is_exact OR ${HAS_WORDS}) OFFSET 0) t`;
  const rows = [
    `(SELECT ${keys} FROM plan e CROSS JOIN hits h CROSS JOIN LATERAL ${isHit}
      WHERE ${count} <= ${most} AND NOT ${areMany} ${order} LIMIT ${String(limit)})`,
  ];
  if (isWalked) {
    // IS TRUE keeps the planner from joining the hits, and with it from sorting them.
    const isAmong = `${count} <= ${most} AND ${areMany} AND (t.id IN (SELECT id FROM hits)) IS TRUE`;
    rows.push(
      column === 'updated_at'
        ? `(SELECT ${keys} FROM plan e CROSS JOIN (SELECT ${keys} FROM tickets t WHERE ${isAmong} AND ${isBehind} ${order} OFFSET 0) h
            CROSS JOIN LATERAL ${isHit} ORDER BY h.${column} ${direction}, h.id ${direction} LIMIT ${String(limit)})`
        : `SELECT ${keys} FROM (${walk(limit, MATCHING, isAmong)}) t`,
    );
  }
  return {
    steps: [
      `hits AS MATERIALIZED (SELECT h.id FROM plan e
        CROSS JOIN LATERAL search_hits(e.indexed, NULL, NULL, ${most} + 1) AS h (id) WHERE e.by_index ${watched})`,
    ],
    rows,
    isCut: `${count} > ${most}`,
  };
}
