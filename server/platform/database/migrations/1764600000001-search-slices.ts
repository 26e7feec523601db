import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The index of words has those of each stretch of 48 days for themselves: what a search costs is decided by where it looks. */
export class SearchSlices1764600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The words of a ticket, each behind the slice of time that the ticket was submitted in. The beginning of a word is
      -- looked for by collecting every ticket that has any word of it: behind the slice that is those of the slice alone.
      -- There is room for the slice in all but the very largest conversations; of those, what there is room for.
      CREATE FUNCTION search_sliced(words tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        lexemes text[] := tsvector_to_array(words);
        joined text := array_to_string(lexemes, E'\\n');
        slice text := (coalesce(nullif(split_part(split_part(joined, '@21.', 2), E'\\n', 1), ''), '0')::bigint >> 1) || '|';
      BEGIN
        IF octet_length(joined) + cardinality(lexemes) * 8 > 1000000
          OR EXISTS (SELECT FROM unnest(lexemes) AS w WHERE octet_length(w) > 2000) THEN
          RETURN array_to_tsvector(ARRAY(SELECT slice || left(f.w, 500) FROM (
            SELECT w, sum(octet_length(w) + 10) OVER (ORDER BY n) AS size FROM unnest(lexemes) WITH ORDINALITY AS u (w, n)) f
            WHERE f.size < 1000000));
        END IF;
        RETURN array_to_tsvector(string_to_array(slice || replace(joined, E'\\n', E'\\n' || slice), E'\\n'));
      END $$;

      DROP INDEX ticket_search_words;
      -- A desk of a million tickets waits for this: memory makes it shorter.
      SET LOCAL maintenance_work_mem = '256MB';
      -- What is not yet sorted into the index is read by every search: little of it.
      CREATE INDEX ticket_search_words ON ticket_search USING gin (search_sliced(words)) WITH (gin_pending_list_limit = 256);

      DROP FUNCTION search_hits;
      -- A function of its own, because the one below may use no index in order.
      CREATE FUNCTION search_span() RETURNS timestamptz[] LANGUAGE sql STABLE SET enable_indexscan = on SET enable_seqscan = off AS $$
        SELECT ARRAY[(SELECT min(t.submitted_at) FROM public.tickets t), (SELECT max(t.submitted_at) FROM public.tickets t)]
      $$;
      -- At most so many tickets with these words that were submitted in that stretch, some more around it included; all
      -- without one. The newest slice first. Always through the index: the planner takes every prefix for frequent and would
      -- rather read the whole table for a word that nobody wrote.
      CREATE FUNCTION search_hits(words tsquery, since timestamptz, until timestamptz, most int) RETURNS SETOF uuid
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
      DROP FUNCTION search_hits, search_span;
      DROP INDEX ticket_search_words;
      DROP FUNCTION search_sliced;
      CREATE INDEX ticket_search_words ON ticket_search USING gin (words) WITH (gin_pending_list_limit = 256);
      CREATE FUNCTION search_hits(words tsquery, since timestamptz, until timestamptz, most int) RETURNS SETOF uuid
        LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
      DECLARE
        scale int;
        low bigint;
        high bigint;
        wanted tsquery := words;
      BEGIN
        IF since IS NOT NULL AND until IS NOT NULL THEN
          FOREACH scale IN ARRAY ARRAY[15, 18, 21, 24] LOOP
            low := floor(extract(epoch FROM since))::bigint >> scale;
            high := floor(extract(epoch FROM until))::bigint >> scale;
            IF high - low < 20 THEN
              wanted := words && (SELECT string_agg(quote_literal('@' || scale || '.' || b), '|') FROM generate_series(low, high) AS b)::tsquery;
              EXIT;
            END IF;
          END LOOP;
        END IF;
        RETURN QUERY SELECT s.ticket_id FROM public.ticket_search s WHERE s.words @@ wanted LIMIT most;
      END $$;
    `);
  }
}
