import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What PostgreSQL has no room for in the words of one ticket is not found; it never keeps anybody from writing. */
export class SearchRoom1764300000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The words of a ticket with those of one more text, of as much of its beginning as there is room for: all of them
      -- together are at most 1 MB.
      CREATE FUNCTION search_joined(present tsvector, given text, is_note boolean) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      BEGIN
        RETURN present || CASE WHEN is_note THEN public.search_note(given) ELSE public.search_document(given) END;
      EXCEPTION WHEN program_limit_exceeded THEN
        RETURN CASE WHEN length(given) < 1000 THEN present
          ELSE public.search_joined(present, left(given, length(given) / 2), is_note) END;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION search_joined;');
  }
}
