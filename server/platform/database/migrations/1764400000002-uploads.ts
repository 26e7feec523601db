import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Uploads1764400000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Only while a file waits for its message: when it is forgotten.
      ALTER TABLE attachments ADD COLUMN expires_at timestamptz,
        ADD CONSTRAINT attachments_waiting_only CHECK (expires_at IS NULL OR owner_type = 'upload');
      CREATE INDEX attachments_expiring ON attachments (expires_at) WHERE expires_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX attachments_expiring;
      ALTER TABLE attachments DROP CONSTRAINT attachments_waiting_only, DROP COLUMN expires_at;
    `);
  }
}
