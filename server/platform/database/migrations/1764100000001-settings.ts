import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scalars that an administrator sets while the desk runs, one row per area; defaults stand in the code. */
export class Settings1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settings (
        area text PRIMARY KEY,
        -- Only what was changed once; a field that is missing has its default.
        values jsonb NOT NULL DEFAULT '{}' CONSTRAINT settings_values CHECK (jsonb_typeof(values) = 'object'),
        version int NOT NULL DEFAULT 1,
        -- At which version each field last changed: what a change based on an older version may still touch.
        field_versions jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at timestamptz,
        updated_by uuid CONSTRAINT settings_updated_by REFERENCES users (id) ON DELETE SET NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settings');
  }
}
