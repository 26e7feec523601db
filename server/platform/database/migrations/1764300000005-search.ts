import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One index of words per ticket, from which a stretch of time can be cut out; the words that typing errors are held against. */
export class Search1764300000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Words of notes begin with ~, which no word of a text does: whoever may not read notes does not ask for them, and
      -- whoever may finds words of a note and of a reply together.
      CREATE FUNCTION search_note(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(ARRAY(
          SELECT '~' || w FROM unnest(tsvector_to_array(public.search_document(given))) AS w WHERE octet_length(w) < 2000))
      $$;

      -- When a ticket was submitted and whose it is, as words: the moment in stretches of 9 hours, 3 days, 24 days and half a
      -- year. An index of words has no order; with these it gives the hits of a stretch without looking at all others.
      CREATE FUNCTION search_place(at timestamptz, requester uuid) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_to_tsvector(ARRAY['!' || requester] || ARRAY(
          SELECT '@' || scale || '.' || (floor(extract(epoch FROM at))::bigint >> scale) FROM unnest(ARRAY[15, 18, 21, 24]) AS scale))
      $$;

      CREATE TABLE search_rows (
        ticket_id uuid NOT NULL,
        words tsvector NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO search_rows (ticket_id, words, created_at)
        SELECT t.id, s.document || search_place(t.submitted_at, t.requester_id)
            || array_to_tsvector(ARRAY(SELECT '~' || w FROM unnest(tsvector_to_array(s.notes)) AS w WHERE octet_length(w) < 2000)),
          t.created_at
        FROM ticket_search s JOIN tickets t ON t.id = s.ticket_id ORDER BY t.submitted_at;
      DROP TABLE ticket_search;
      ALTER TABLE search_rows RENAME TO ticket_search;
      ALTER TABLE ticket_search ADD CONSTRAINT ticket_search_pkey PRIMARY KEY (ticket_id),
        ADD CONSTRAINT ticket_search_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id);
      -- What is not yet sorted into the index is read by every search: little of it.
      CREATE INDEX ticket_search_words ON ticket_search USING gin (words) WITH (gin_pending_list_limit = 256);

      DROP FUNCTION search_hits, search_query;

      -- What is asked for each word: as typed with a prefix, or its English stem. What was typed with an umlaut is also looked
      -- for as two letters, and two letters as one without it. The letters before a ticket's number say nothing: every ticket
      -- has them. Null when there is no word.
      CREATE FUNCTION search_terms(given text, with_notes boolean) RETURNS tsquery[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        plain text[] := string_to_array(public.search_text(left(given, 2000)), ' ');
        spelt text[] := string_to_array(public.search_text(
          replace(replace(replace(lower(normalize(left(given, 2000), NFC)), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue')), ' ');
        word text;
        one text;
        stem text;
        result tsquery[];
      BEGIN
        FOR n IN 1 .. coalesce(cardinality(plain), 0) LOOP
          word := left(plain[n], 100);
          CONTINUE WHEN word = '' OR (word = 'ss' AND plain[n + 1] ~ '^[0-9]+$');
          one := quote_literal(word) || ':*';
          IF cardinality(spelt) = cardinality(plain) AND spelt[n] <> plain[n] THEN
            one := one || '|' || quote_literal(left(spelt[n], 100)) || ':*';
          ELSIF word ~ '[aou]e' THEN
            one := one || '|' || quote_literal(regexp_replace(word, '([aou])e', '\\1', 'g')) || ':*';
          END IF;
          -- Nothing for a stop word; a stem that is the word itself is its own prefix.
          stem := (ts_lexize('english_stem', word))[1];
          IF stem <> word THEN
            one := one || '|' || quote_literal(stem);
          END IF;
          IF with_notes THEN
            -- Every word is between quotes, and none holds one.
            one := one || '|' || regexp_replace(one, '(^|\\|)''', '\\1''~', 'g');
          END IF;
          result := result || one::tsquery;
          EXIT WHEN cardinality(result) = 20;
        END LOOP;
        RETURN result;
      END $$;
      CREATE FUNCTION search_all(terms tsquery[]) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT string_agg('(' || term::text || ')', '&')::tsquery FROM unnest(terms) AS term
      $$;
      -- All words must be found.
      CREATE FUNCTION search_query(given text, with_notes boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT public.search_all(public.search_terms(given, with_notes))
      $$;

      -- At most so many tickets with these words that were submitted in that stretch, some more around it included; all
      -- without one. Always through the index: the planner takes every prefix for frequent and would rather read the whole
      -- table for a word that nobody wrote.
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

      -- Words as people wrote them, of tickets and notes that every member of staff may read; background work adds to it.
      CREATE TABLE search_words (
        word text COLLATE "C" PRIMARY KEY,
        -- So many texts were met with it, roughly.
        texts int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX search_words_like ON search_words USING gin (word gin_trgm_ops);
      -- Up to which change of a ticket words were added; one row.
      CREATE TABLE search_words_through (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        updated_at timestamptz NOT NULL,
        ticket_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- The words of the newest tickets are enough to begin with.
      INSERT INTO search_words_through (updated_at, ticket_id)
        SELECT coalesce((SELECT t.updated_at FROM tickets t ORDER BY t.updated_at DESC, t.id DESC OFFSET 20000 LIMIT 1), '-infinity'),
          '00000000-0000-0000-0000-000000000000';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE search_words_through, search_words;
      DROP FUNCTION search_hits, search_query;
      DROP INDEX ticket_search_words;
      ALTER TABLE ticket_search DROP CONSTRAINT ticket_search_ticket, ADD FOREIGN KEY (ticket_id) REFERENCES tickets (id);
      ALTER TABLE ticket_search DROP COLUMN created_at, ADD COLUMN document tsvector NOT NULL DEFAULT '',
        ADD COLUMN notes tsvector NOT NULL DEFAULT '';
      UPDATE ticket_search s SET
        document = array_to_tsvector(ARRAY(SELECT w FROM unnest(tsvector_to_array(s.words)) AS w WHERE left(w, 1) NOT IN ('~', '@', '!'))),
        notes = array_to_tsvector(ARRAY(SELECT substr(w, 2) FROM unnest(tsvector_to_array(s.words)) AS w WHERE left(w, 1) = '~'));
      ALTER TABLE ticket_search DROP COLUMN words, ALTER COLUMN document DROP DEFAULT;
      CREATE INDEX ticket_search_document ON ticket_search USING gin (document);
      CREATE INDEX ticket_search_notes ON ticket_search USING gin (notes);
      DROP FUNCTION search_place, search_note;
      CREATE FUNCTION search_query(given text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        word text;
        stem tsquery;
        one tsquery;
        result tsquery;
      BEGIN
        FOR word IN
          SELECT left(w, 100) FROM unnest(string_to_array(public.search_text(left(given, 2000)), ' ')) AS w WHERE w <> '' LIMIT 20
        LOOP
          one := (quote_literal(word) || ':*')::tsquery;
          stem := plainto_tsquery('english', word);
          IF numnode(stem) > 0 THEN
            one := one || stem;
          END IF;
          result := CASE WHEN result IS NULL THEN one ELSE result && one END;
        END LOOP;
        RETURN result;
      END $$;
      CREATE FUNCTION search_hits(words tsquery, most int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
        SET enable_seqscan = off SET enable_indexscan = off AS $$
      BEGIN
        RETURN QUERY SELECT s.ticket_id FROM public.ticket_search s WHERE s.document @@ words OR s.notes @@ words LIMIT most;
      END $$;
    `);
  }
}
