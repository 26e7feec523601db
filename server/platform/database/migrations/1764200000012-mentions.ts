import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was named in which comment and told of it. */
export class Mentions1764200000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ticket_mentions (
        comment_id uuid NOT NULL REFERENCES comments (id),
        user_id uuid NOT NULL REFERENCES users (id),
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (comment_id, user_id)
      );
      CREATE INDEX ticket_mentions_user ON ticket_mentions (user_id, ticket_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ticket_mentions');
  }
}
