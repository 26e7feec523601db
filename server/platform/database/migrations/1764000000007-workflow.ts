import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Workflow1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE workflow_runs (
        -- Derived from the event that asked for it, and the Idempotency-Key outside.
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES tickets (id),
        state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'running', 'succeeded', 'failed', 'abandoned', 'cancelled', 'superseded')),
        -- Their id of it, when they gave one.
        workflow_id text,
        last_error text,
        created_at timestamptz NOT NULL,
        accepted_at timestamptz,
        ended_at timestamptz
      );
      -- Never two live runs of one ticket.
      CREATE UNIQUE INDEX workflow_runs_live ON workflow_runs (ticket_id) WHERE state IN ('waiting', 'accepted', 'running');
      CREATE INDEX workflow_runs_ticket ON workflow_runs (ticket_id, created_at);

      -- Callbacks that had their effect; the same id again has none.
      CREATE TABLE workflow_callbacks (
        id text PRIMARY KEY CHECK (length(id) <= 200),
        run_id uuid NOT NULL REFERENCES workflow_runs (id),
        created_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE workflow_callbacks, workflow_runs');
  }
}
