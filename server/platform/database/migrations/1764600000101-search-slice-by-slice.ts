import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The slices of the index of words are asked one by one in one statement, which ends with the last hit that is wanted. */
export class SearchSliceBySlice1764600000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- At most so many tickets with these words that were submitted in that stretch, some more around it included; all
      -- without one. The newest slice first. Always through the index: the planner takes every prefix for frequent and would
      -- rather read the whole table for a word that nobody wrote.
      CREATE OR REPLACE FUNCTION search_hits(words tsquery, since timestamptz, until timestamptz, most int) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
      DECLARE
        given text := '(' || words::text || ')';
        span timestamptz[] := public.search_span();
        low bigint := floor(extract(epoch FROM greatest(since, span[1])))::bigint;
        high bigint := floor(extract(epoch FROM least(until, span[2])))::bigint;
        -- A part of a slice is cut out by the moments that its tickets have among their words.
        scale int := CASE WHEN (high >> 15) - (low >> 15) < 20 THEN 15 WHEN (high >> 18) - (low >> 18) < 20 THEN 18 END;
      BEGIN
        -- OFFSET 0 keeps these loops as they stand.
        RETURN QUERY SELECT hit.ticket_id FROM generate_series(high >> 22, low >> 22, -1) AS slice
          CROSS JOIN LATERAL (
            SELECT coalesce('&(' || string_agg(quote_literal('@' || scale || '.' || moment), '|') || ')', '') AS moments
            FROM generate_series(greatest(low >> scale, slice << 22 - scale), least(high >> scale, (slice + 1 << 22 - scale) - 1)) AS moment
            OFFSET 0) part
          CROSS JOIN LATERAL (
            SELECT regexp_replace(given || part.moments, '''([^'']+)''', '''' || slice || '|\\1''', 'g')::tsquery AS words OFFSET 0) wanted
          CROSS JOIN LATERAL (
            SELECT s.ticket_id FROM public.ticket_search s WHERE public.search_sliced(s.words) @@ wanted.words OFFSET 0) hit
        WHERE given <> '()' LIMIT most;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_hits(words tsquery, since timestamptz, until timestamptz, most int) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
      DECLARE
        given text := words::text;
        span timestamptz[] := public.search_span();
        low bigint := floor(extract(epoch FROM greatest(since, span[1])))::bigint;
        high bigint := floor(extract(epoch FROM least(until, span[2])))::bigint;
        scale int;
        slice bigint;
        wanted tsquery;
        found int;
        missing int := most;
      BEGIN
        scale := CASE WHEN (high >> 15) - (low >> 15) < 20 THEN 15 WHEN (high >> 18) - (low >> 18) < 20 THEN 18 END;
        slice := high >> 22;
        WHILE given <> '' AND slice >= low >> 22 AND missing > 0 LOOP
          SELECT string_agg(
              '(' || regexp_replace('(' || given || ')' || coalesce('&(' || m.moments || ')', ''), '''([^'']+)''', '''' || s || '|\\1''', 'g') || ')',
              '|')::tsquery INTO wanted
            FROM generate_series(greatest(slice - 5, low >> 22), slice) AS s CROSS JOIN LATERAL (
              SELECT string_agg(quote_literal('@' || scale || '.' || b), '|') AS moments
              FROM generate_series(greatest(low >> scale, s << 22 - scale), least(high >> scale, (s + 1 << 22 - scale) - 1)) AS b) m;
          RETURN QUERY SELECT s.ticket_id FROM public.ticket_search s WHERE public.search_sliced(s.words) @@ wanted LIMIT missing;
          GET DIAGNOSTICS found = ROW_COUNT;
          missing := missing - found;
          slice := slice - 6;
        END LOOP;
      END $$;
    `);
  }
}
