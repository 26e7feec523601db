import { Injectable } from '@nestjs/common';
import { isStaff, type PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import { adHoc, statement } from '../../../platform/database/statement.js';
import { binder, visibleBranches, visibleTo } from './ticket-scope.sql.js';

/** The words of so many of the newest tickets are looked at as they are; staff have the learned ones beside them. */
const RECENT = { staff: 100, employee: 200 };
/** So many tickets that were changed are learned from at a time. */
const BATCH = 500;

/** What people wrote in a ticket `t` and its messages of the visibilities `visible`, in plain words. */
const written = (visible: string): string => `search_text(concat_ws(' ', t.subject, left(t.description, 4000), (
  SELECT string_agg(left(c.body, 1000), ' ') FROM (
    SELECT c.body FROM comments c WHERE c.ticket_id = t.id AND c.visibility = ANY (${visible})
    ORDER BY c.created_at DESC, c.id DESC LIMIT 10) c)))`;
/** Neither a number nor too short or long to be a word. */
const isWord = (word: string): string => `length(${word}) BETWEEN 3 AND 40 AND ${word} !~ '^[0-9]+$'`;

const LEARN = statement(
  'search_words.learn',
  `WITH through AS (SELECT updated_at, ticket_id FROM search_words_through FOR UPDATE),
   batch AS MATERIALIZED (
     SELECT t.id, t.updated_at FROM through p CROSS JOIN LATERAL (
       SELECT t.id, t.updated_at FROM tickets t
       -- What is being written now may be committed behind what is read here.
       WHERE (t.updated_at, t.id) > (p.updated_at, p.ticket_id) AND t.updated_at < now() - interval '1 minute'
       ORDER BY t.updated_at, t.id LIMIT ${String(BATCH)}) t
   ), met AS (
     SELECT w.word, count(DISTINCT t.id)::int AS texts
     FROM batch b JOIN tickets t ON t.id = b.id
       CROSS JOIN LATERAL string_to_table(${written(`'{public,internal}'::text[]`)}, ' ') AS w (word)
     WHERE NOT t.confidential AND ${isWord('w.word')} GROUP BY w.word ORDER BY w.word
   ), kept AS (
     INSERT INTO search_words (word, texts) SELECT word, texts FROM met
     ON CONFLICT (word) DO UPDATE SET texts = search_words.texts + excluded.texts
   ), moved AS (
     UPDATE search_words_through SET (updated_at, ticket_id) = (SELECT updated_at, id FROM batch ORDER BY updated_at DESC, id DESC LIMIT 1)
     WHERE EXISTS (SELECT FROM batch)
   )
   SELECT count(*)::int AS many FROM batch`,
);

/**
 * Words that stand in tickets, for guessing what a search means. Nobody is told a word that stands only where he may not
 * read: an employee's come from his own tickets; those of staff from the newest tickets they see, and from the learned ones
 * of tickets that all staff may read, each of them held against the tickets this person sees now.
 */
@Injectable()
export class KnownWordsQuery {
  constructor(private readonly database: Database) {}

  /** Words like one of these, in plain letters. */
  async like(actor: PersonActor, typed: readonly string[]): Promise<readonly string[]> {
    const { bind, values } = binder();
    const most = String(isStaff(actor) ? RECENT.staff : RECENT.employee);
    const order = 'ORDER BY t.submitted_at DESC, t.id DESC';
    const recent = visibleBranches(actor, bind)
      .map((scope) => `(SELECT t.id, t.submitted_at FROM tickets t WHERE ${scope} ${order} LIMIT ${most})`)
      .join(' UNION ');
    const visible = `${bind(isStaff(actor) ? ['public', 'internal'] : ['public'])}::text[]`;
    const learned = isStaff(actor) ? learnedSql(visibleTo(actor, bind)) : '';
    const rows = await this.database.query<{ word: string }>(
      adHoc(`WITH asked AS MATERIALIZED (SELECT a.word FROM unnest(${bind(typed)}::text[]) AS a (word)),
        recent AS MATERIALIZED (SELECT t.id FROM (${recent}) t ${order} LIMIT ${most}),
        heard AS MATERIALIZED (
          SELECT DISTINCT w.word FROM recent JOIN tickets t ON t.id = recent.id
            CROSS JOIN LATERAL string_to_table(${written(visible)}, ' ') AS w (word) WHERE ${isWord('w.word')})
        SELECT DISTINCT k.word FROM asked a CROSS JOIN (SELECT h.word FROM heard h ${learned}) k
        WHERE k.word LIKE a.word || '%' OR similarity(k.word, a.word) >= 0.25
          OR (length(a.word) <= 5 AND left(k.word, 1) = left(a.word, 1) AND abs(length(k.word) - length(a.word)) <= 1)
        LIMIT 500`),
      values,
    );
    return rows.map(({ word }) => word);
  }

  /** Adds the words of tickets that changed since the last time; tells of how many there were, at most a batch. */
  async learn(): Promise<{ many: number; isBehind: boolean }> {
    const [row] = await this.database.query<{ many: number }>(LEARN);
    const many = row?.many ?? 0;
    return { many, isBehind: many === BATCH };
  }
}

function learnedSql(isVisible: string): string {
  const like = (condition: string): string =>
    `(SELECT w.word FROM search_words w WHERE ${condition} ORDER BY similarity(w.word, a.word) DESC, w.texts DESC LIMIT 8)`;
  const sameBeginning = `length(a.word) <= 5 AND w.word >= left(a.word, 1) AND w.word < left(a.word, 1) || chr(1114111)
    AND abs(length(w.word) - length(a.word)) <= 1`;
  // The index has words of notes with a mark before them; the same words as in search_terms.
  return `UNION SELECT l.word FROM (
      SELECT DISTINCT w.word FROM asked a CROSS JOIN LATERAL (${like('w.word % a.word')} UNION ALL ${like(sameBeginning)}) w
      WHERE NOT EXISTS (SELECT FROM heard h WHERE h.word = w.word)) l
    WHERE EXISTS (
      SELECT FROM search_hits((quote_literal(l.word) || '|' || quote_literal('~' || l.word))::tsquery, NULL, NULL, 200) AS f (id)
        CROSS JOIN LATERAL (SELECT FROM tickets t WHERE t.id = f.id AND ${isVisible} OFFSET 0) t)`;
}
