import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the virus scanner said of which bytes. */
export class FileVerdicts1764400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE attachments
        -- The virus by the scanner's name, or why the file could not be judged; kept until a later verdict.
        ADD COLUMN finding text,
        ADD COLUMN scanned_at timestamptz,
        -- Hex, of the bytes that were judged.
        ADD COLUMN scanned_sha256 text,
        -- How often the scanner answered, and yet gave no verdict.
        ADD COLUMN scan_troubles smallint NOT NULL DEFAULT 0,
        -- Infected bytes are kept for some days only; the row stays.
        ADD COLUMN bytes_removed_at timestamptz;
      -- Nobody has judged these: there was no scanner. Whether they are served is a setting from now on.
      UPDATE attachments SET state = 'unscanned' WHERE state = 'scanning';
      ALTER TABLE attachments ADD CONSTRAINT attachments_clean_is_judged
        CHECK (state <> 'clean' OR scanned_sha256 = sha256);
      -- The administrators' lists, and their counts without a look at the rows.
      CREATE INDEX attachments_newest ON attachments (created_at DESC, id DESC) WHERE removed_at IS NULL;
      CREATE INDEX attachments_state ON attachments (state, created_at DESC, id DESC) INCLUDE (size)
        WHERE removed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX attachments_state, attachments_newest;
      ALTER TABLE attachments DROP CONSTRAINT attachments_clean_is_judged, DROP COLUMN finding, DROP COLUMN scanned_at,
        DROP COLUMN scanned_sha256, DROP COLUMN scan_troubles, DROP COLUMN bytes_removed_at;
    `);
  }
}
