import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a message belongs to, what it went with, and why each person was told of a ticket or was not. */
export class MailFacts1764500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_messages
        ADD COLUMN person_id uuid REFERENCES users (id),
        ADD COLUMN language text NOT NULL DEFAULT 'en',
        -- Stands in the Reply-To address; signed.
        ADD COLUMN reply_token text,
        ADD COLUMN in_reply_to text,
        ADD COLUMN reference_ids text[] NOT NULL DEFAULT '{}',
        -- Whether it may go together with others to the same person about the same thing.
        ADD COLUMN collapsible boolean NOT NULL DEFAULT false,
        ADD COLUMN collapsed_into uuid REFERENCES mail_messages (id),
        ADD COLUMN due_at timestamptz NOT NULL DEFAULT now(),
        -- From when on nothing joins it any more: it is being handed over, or was.
        ADD COLUMN sealed_at timestamptz;
      UPDATE mail_messages SET due_at = created_at, sealed_at = now();
      UPDATE mail_messages m SET person_id = u.id FROM users u WHERE lower(u.email) = lower(m.to_address);
      CREATE INDEX mail_messages_thread ON mail_messages (thread_id, created_at) WHERE thread_id IS NOT NULL;
      CREATE INDEX mail_messages_person ON mail_messages (person_id, created_at) WHERE person_id IS NOT NULL;
      CREATE INDEX mail_messages_collapsed ON mail_messages (collapsed_into) WHERE collapsed_into IS NOT NULL;

      CREATE TABLE notification_decisions (
        event_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES users (id),
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        -- Which mail it would be, and in what capacity the person would get it.
        mail text NOT NULL,
        capacity text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('told', 'own_act', 'choice', 'account')),
        message_id uuid REFERENCES mail_messages (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, person_id)
      );
      CREATE INDEX notification_decisions_ticket ON notification_decisions (ticket_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE notification_decisions;
      DROP INDEX mail_messages_thread, mail_messages_person, mail_messages_collapsed;
      ALTER TABLE mail_messages
        DROP COLUMN person_id, DROP COLUMN language, DROP COLUMN reply_token, DROP COLUMN in_reply_to,
        DROP COLUMN reference_ids, DROP COLUMN collapsible, DROP COLUMN collapsed_into, DROP COLUMN due_at,
        DROP COLUMN sealed_at;
    `);
  }
}
