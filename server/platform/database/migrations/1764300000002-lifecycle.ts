import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lifecycle1764300000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The lifecycle of tickets as administrators leave it; the newest version holds, older ones are its history.
      CREATE TABLE lifecycle_versions (
        version int PRIMARY KEY CHECK (version > 0),
        -- {key: {name, requesterName}} for each status.
        statuses jsonb NOT NULL,
        -- [{from, to, who, needs}]
        transitions jsonb NOT NULL,
        changed_by uuid REFERENCES users (id),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO lifecycle_versions (version, statuses, transitions) VALUES (1, '{
        "New": {"name": "New", "requesterName": "Received"},
        "Open": {"name": "Open", "requesterName": "Accepted"},
        "In Progress": {"name": "In progress", "requesterName": "In progress"},
        "On Hold": {"name": "On hold", "requesterName": "On hold"},
        "Resolved": {"name": "Resolved", "requesterName": "Solved, to confirm"},
        "Closed": {"name": "Closed", "requesterName": "Closed"},
        "Rejected": {"name": "Rejected", "requesterName": "Not accepted"},
        "Withdrawn": {"name": "Withdrawn", "requesterName": "Withdrawn"},
        "Merged": {"name": "Merged", "requesterName": "Joined with another request"}
      }', '[
        {"from": "New", "to": "Open", "who": ["coordinator", "admin", "workflow"], "needs": []},
        {"from": "New", "to": "Rejected", "who": ["coordinator", "admin"], "needs": ["reason"]},
        {"from": "Open", "to": "Rejected", "who": ["coordinator", "admin"], "needs": ["reason"]},
        {"from": "Open", "to": "In Progress", "who": ["coordinator", "admin", "workflow"], "needs": ["assignee"]},
        {"from": "Open", "to": "On Hold", "who": ["coordinator", "admin", "workflow"], "needs": ["holdReason"]},
        {"from": "In Progress", "to": "On Hold", "who": ["coordinator", "admin", "workflow"], "needs": ["holdReason"]},
        {"from": "On Hold", "to": "Open", "who": ["coordinator", "admin", "workflow", "system"], "needs": []},
        {"from": "On Hold", "to": "In Progress", "who": ["coordinator", "admin", "workflow", "system"], "needs": []},
        {"from": "In Progress", "to": "Open", "who": ["coordinator", "admin", "system"], "needs": []},
        {"from": "Open", "to": "Resolved", "who": ["coordinator", "admin", "workflow"], "needs": ["resolution"]},
        {"from": "In Progress", "to": "Resolved", "who": ["coordinator", "admin", "workflow"], "needs": ["resolution"]},
        {"from": "On Hold", "to": "Resolved", "who": ["coordinator", "admin", "workflow"], "needs": ["resolution"]},
        {"from": "Resolved", "to": "Closed", "who": ["owner", "coordinator", "admin", "system"], "needs": []},
        {"from": "Open", "to": "Closed", "who": ["owner"], "needs": []},
        {"from": "In Progress", "to": "Closed", "who": ["owner"], "needs": []},
        {"from": "On Hold", "to": "Closed", "who": ["owner"], "needs": []},
        {"from": "New", "to": "Withdrawn", "who": ["owner"], "needs": []},
        {"from": "Open", "to": "Withdrawn", "who": ["owner"], "needs": []},
        {"from": "In Progress", "to": "Withdrawn", "who": ["owner"], "needs": []},
        {"from": "On Hold", "to": "Withdrawn", "who": ["owner"], "needs": []},
        {"from": "Resolved", "to": "Open", "who": ["owner", "coordinator", "admin"], "needs": ["reason"]},
        {"from": "Closed", "to": "Open", "who": ["owner", "coordinator", "admin"], "needs": ["reason"]}
      ]');
      -- What is due by itself is looked for once an hour.
      CREATE INDEX tickets_resolved ON tickets (resolved_at) WHERE status = 'Resolved';
      CREATE INDEX tickets_held_until ON tickets (hold_until) WHERE status = 'On Hold' AND hold_until IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tickets_resolved, tickets_held_until; DROP TABLE lifecycle_versions;');
  }
}
