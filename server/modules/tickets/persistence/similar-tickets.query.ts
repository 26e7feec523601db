import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc } from '../../../platform/database/statement.js';
import type { TicketRefRow } from '../domain/ticket-link.js';
import { TICKET_REF_COLUMNS } from './ticket-links.query.js';
import { binder, visibleBranches, visibleTo, type Bind } from './ticket-scope.sql.js';

/** So many are shown. */
const MOST = 5;
/** Shared by less than this, two tickets are not about the same. */
const LEAST_SCORE = 0.2;
/** So many of its rarest words make what a text is about, and by so many of these others are looked for. */
const WORDS = 12;
const RAREST = 5;
/** Frequent words are looked for among so many of the newest tickets, words that fewer texts have everywhere. */
const NEWEST = 3_000;
const RARE = 500;
/** So many tickets are compared at most. */
const COMPARED = 200;

export interface SimilarTicketRow extends TicketRefRow {
  readonly resolution: string | null;
  /** 0 to 1. */
  readonly score: number;
}

/** A word of the text, and how much it counts before it is known how rare it is. */
export interface CountedWord {
  readonly word: string;
  readonly weight: number;
}

/** Visible tickets that share rare words with a text: one statement that compares a bounded number of them. */
@Injectable()
export class SimilarTicketsQuery {
  constructor(private readonly database: Database) {}

  /** The most similar one first; never the one with the id `not`. */
  async like(
    actor: PersonActor,
    words: readonly CountedWord[],
    not: string | null,
  ): Promise<readonly SimilarTicketRow[]> {
    if (words.length === 0) {
      return [];
    }
    const { bind, values } = binder();
    const given = `unnest(${bind(words.map(({ word }) => word))}::text[], ${bind(words.map(({ weight }) => weight))}::float8[])`;
    return this.database.query<SimilarTicketRow>(
      // Seen with its values: how many tickets it compares depends on the words.
      adHoc(`WITH chosen AS MATERIALIZED (
          SELECT g.word, w.texts, g.weight / (1 + ln(1 + coalesce(w.texts, 0))) AS weight,
            (quote_literal(g.word) || '|' || quote_literal(stems.stem[1]))::tsquery AS term
          FROM ${given} AS g (word, weight) LEFT JOIN search_words w ON w.word = g.word
            CROSS JOIN LATERAL (SELECT ts_lexize('english_stem', g.word) AS stem) stems
          -- A stop word has no stem.
          WHERE cardinality(stems.stem) = 1 ORDER BY 3 DESC, g.word LIMIT ${String(WORDS)}),
        rarest AS (SELECT * FROM chosen ORDER BY weight DESC, word LIMIT ${String(RAREST)}),
        candidates AS MATERIALIZED (${candidatesSql(actor, bind)}),
        scored AS (
          SELECT t.id, (SELECT coalesce(sum(c.weight) FILTER (WHERE s.words @@ c.term), 0) / sum(c.weight) FROM chosen c) AS score
          FROM candidates k CROSS JOIN LATERAL (
              SELECT t.id FROM tickets t WHERE t.id = k.id AND t.id IS DISTINCT FROM ${bind(not)}::uuid AND t.status <> 'Merged'
                AND ${visibleTo(actor, bind)} OFFSET 0) t
            JOIN ticket_search s ON s.ticket_id = t.id)
        SELECT ${TICKET_REF_COLUMNS}, left(t.resolution, 2000) AS resolution, round(scored.score::numeric, 2)::float8 AS score
        FROM scored JOIN tickets t ON t.id = scored.id WHERE scored.score >= ${String(LEAST_SCORE)}
        ORDER BY scored.score DESC, t.submitted_at DESC, t.id DESC LIMIT ${String(MOST)}`),
      values,
    );
  }
}

/** Others see few enough tickets to compare the newest of them all. */
function candidatesSql(actor: PersonActor, bind: Bind): string {
  const order = 'ORDER BY t.submitted_at DESC, t.id DESC';
  if (!isStaff(actor)) {
    const most = String(COMPARED);
    const own = visibleBranches(actor, bind)
      .map((scope) => `(SELECT t.id, t.submitted_at FROM tickets t WHERE ${scope} ${order} LIMIT ${most})`)
      .join(' UNION ');
    return `SELECT t.id FROM (${own}) t ${order} LIMIT ${most}`;
  }
  const any = (condition: string): string =>
    `(SELECT string_agg('(' || term::text || ')', '|')::tsquery FROM rarest WHERE ${condition})`;
  return `SELECT h.id FROM (SELECT min(n.submitted_at) AS since, max(n.submitted_at) AS until FROM (
        SELECT t.submitted_at FROM tickets t ${order} LIMIT ${String(NEWEST)}) n) s
      CROSS JOIN LATERAL search_hits(${any('true')}, s.since, s.until, ${String(COMPARED)}) AS h (id)
    UNION SELECT h.id FROM search_hits(${any(`texts <= ${String(RARE)}`)}, NULL, NULL, ${String(COMPARED)}) AS h (id)`;
}
