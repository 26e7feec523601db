import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who was told of what is a log beside the work. As references its rows took a share of the ticket and of the person: a
 * background mail then waited for a ticket in work, and an administrator who suspends somebody waited for that mail.
 */
export class MailFactsLockNothing1764500000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_messages DROP CONSTRAINT mail_messages_person_id_fkey;
      ALTER TABLE notification_decisions
        DROP CONSTRAINT notification_decisions_person_id_fkey,
        DROP CONSTRAINT notification_decisions_ticket_id_fkey;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_messages
        ADD CONSTRAINT mail_messages_person_id_fkey FOREIGN KEY (person_id) REFERENCES users (id);
      ALTER TABLE notification_decisions
        ADD CONSTRAINT notification_decisions_person_id_fkey FOREIGN KEY (person_id) REFERENCES users (id),
        ADD CONSTRAINT notification_decisions_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets (id);
    `);
  }
}
