import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachments (
        id uuid PRIMARY KEY,
        -- Which module answers for it, and the id it knows: see FileOwners.
        owner_type text NOT NULL,
        owner_id uuid NOT NULL,
        -- The message it came with; null for the owner itself.
        part_id uuid,
        audience text NOT NULL CHECK (audience IN ('everyone', 'staff')),
        filename text NOT NULL,
        content_type text NOT NULL,
        size bigint NOT NULL CHECK (size >= 0),
        sha256 text NOT NULL,
        storage_key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('unscanned', 'scanning', 'clean', 'infected', 'failed')),
        uploaded_by uuid REFERENCES users (id),
        removed_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX attachments_owner ON attachments (owner_id, created_at, id) WHERE removed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachments');
  }
}
