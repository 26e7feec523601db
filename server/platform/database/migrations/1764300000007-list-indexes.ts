import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists by team, category and last change, however large the desk, with as few indexes for every write to keep. */
export class ListIndexes1764300000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX tickets_team_status ON tickets (team_id, status, submitted_at DESC, id DESC) WHERE team_id IS NOT NULL;
      CREATE INDEX tickets_category_status ON tickets (category_id, status, submitted_at DESC, id DESC);
      CREATE INDEX tickets_open_updated ON tickets (status, updated_at DESC, id DESC)
        WHERE status IN ('New', 'Open', 'In Progress', 'On Hold');
      CREATE INDEX tickets_hold_reason ON tickets (hold_reason, submitted_at DESC, id DESC) WHERE hold_reason IS NOT NULL;
      -- Those with the status in them do the same, status by status.
      DROP INDEX tickets_team, tickets_category, tickets_assignee;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX tickets_assignee ON tickets (assignee_id, submitted_at DESC, id DESC);
      CREATE INDEX tickets_team ON tickets (team_id, submitted_at DESC, id DESC) WHERE team_id IS NOT NULL;
      CREATE INDEX tickets_category ON tickets (category_id, submitted_at DESC, id DESC);
      DROP INDEX tickets_team_status, tickets_category_status, tickets_open_updated, tickets_hold_reason;
    `);
  }
}
