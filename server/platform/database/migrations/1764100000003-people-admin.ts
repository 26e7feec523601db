import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators search accounts by, and what the desk notices about a registration. */
export class PeopleAdmin1764100000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- unaccent() is only stable, since its dictionary could be changed; ours is not, so what is indexed stays true.
      CREATE FUNCTION plain_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN lower(unaccent('unaccent'::regdictionary, normalize(value, NFC)));

      -- Stored, since a search rechecks what the index offers, and taking accents off costs more than looking.
      ALTER TABLE users
        ADD COLUMN invited_at timestamptz,
        ADD COLUMN plain_name text NOT NULL GENERATED ALWAYS AS (plain_text(first_name || ' ' || last_name)) STORED,
        -- Begins with a space, so that every word in it does.
        ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS
          (plain_text(' ' || first_name || ' ' || last_name || ' ' || email::text || ' ' || company_id)) STORED,
        ADD COLUMN email_domain text NOT NULL GENERATED ALWAYS AS (lower(split_part(email::text, '@', 2))) STORED;
      UPDATE users SET invited_at = created_at WHERE password_hash IS NULL;

      DROP INDEX users_search;
      CREATE INDEX users_search ON users USING gin (search_text gin_trgm_ops);
      CREATE INDEX users_plain_name ON users (plain_name);
      CREATE INDEX users_domain ON users (email_domain) WHERE status = 'Approved';

      -- One ordered walk per filter that leaves few.
      CREATE INDEX users_by_status ON users (status, created_at DESC, id DESC);
      CREATE INDEX users_by_role ON users (role, created_at DESC, id DESC);
      CREATE INDEX users_by_department ON users (department_id, created_at DESC, id DESC);
      DROP INDEX users_pending;

      -- Teams are who works on tickets: staff.
      DELETE FROM team_members m USING users u WHERE u.id = m.user_id AND u.role = 'Employee';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX users_by_department, users_by_role, users_by_status, users_domain, users_plain_name, users_search;
      CREATE INDEX users_pending ON users (created_at, id) WHERE status = 'Pending';
      CREATE INDEX users_search ON users
        USING gin ((first_name || ' ' || last_name || ' ' || email::text || ' ' || company_id) gin_trgm_ops);
      ALTER TABLE users DROP COLUMN email_domain, DROP COLUMN search_text, DROP COLUMN plain_name, DROP COLUMN invited_at;
      DROP FUNCTION plain_text;
    `);
  }
}
