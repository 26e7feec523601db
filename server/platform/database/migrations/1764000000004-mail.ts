import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every message the desk has sent or means to send. */
export class Mail1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_messages (
        id uuid PRIMARY KEY,
        to_name text NOT NULL,
        to_address text NOT NULL,
        template text NOT NULL,
        -- What the template is given, and the rows its secret links are made of; never a link itself.
        data jsonb NOT NULL,
        links jsonb NOT NULL DEFAULT '{}',
        kind text NOT NULL CHECK (kind IN ('automatic', 'personal')),
        thread_id uuid,
        subject text NOT NULL,
        subject_tag text,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'bounced')),
        attempts int NOT NULL DEFAULT 0,
        provider_answer text,
        last_error text,
        -- As sent, with secret links masked.
        html text,
        text text,
        message_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      );
      CREATE INDEX mail_messages_created ON mail_messages (created_at DESC, id DESC);
      CREATE INDEX mail_messages_to ON mail_messages (to_address);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_messages');
  }
}
