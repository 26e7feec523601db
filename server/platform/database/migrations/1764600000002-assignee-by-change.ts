import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody works on, the last change first: without it the changes of the whole desk are walked through, the further
 * the more people it has. A ticket that nobody has yet is not in it and costs nothing.
 */
export class AssigneeByChange1764600000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX tickets_assignee_updated ON tickets (assignee_id, updated_at DESC, id DESC) WHERE assignee_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tickets_assignee_updated');
  }
}
