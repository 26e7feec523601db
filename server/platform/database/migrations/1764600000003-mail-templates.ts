import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators write instead of the templates that came with the program, every version of it, and drafts sent for a test. */
export class MailTemplates1764600000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_templates (
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        language text NOT NULL CHECK (length(language) BETWEEN 2 AND 10),
        version integer NOT NULL DEFAULT 1 CHECK (version > 0),
        -- All three, or none: as it came with the program.
        subject text CHECK (length(subject) <= 200),
        html text CHECK (length(html) <= 50000),
        text text CHECK (length(text) <= 20000),
        -- Why a mail could not be made of this version.
        problem text,
        problem_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz,
        updated_by uuid REFERENCES users (id),
        PRIMARY KEY (name, language),
        CHECK (num_nulls(subject, html, text) IN (0, 3))
      );
      CREATE TABLE mail_template_versions (
        name text NOT NULL,
        language text NOT NULL,
        version integer NOT NULL,
        subject text,
        html text,
        text text,
        action text NOT NULL CHECK (action IN ('saved', 'reset', 'restored')),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid REFERENCES users (id),
        PRIMARY KEY (name, language, version),
        FOREIGN KEY (name, language) REFERENCES mail_templates (name, language)
      );
      ALTER TABLE mail_messages ADD COLUMN draft jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_messages DROP COLUMN draft;
      DROP TABLE mail_template_versions, mail_templates;
    `);
  }
}
