import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of other systems, and what a run of the Workflow system needs to be looked at, tried again and ended. */
export class OutsideSystems1764600000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outside_systems (
        name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
        breaker text NOT NULL CHECK (breaker IN ('closed', 'half-open', 'open')),
        -- Of being up, or down.
        since timestamptz NOT NULL,
        last_error text,
        last_failure_at timestamptz,
        last_success_at timestamptz,
        -- Of the latest call, of whichever process.
        seen_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      ALTER TABLE workflow_runs
        -- The event that asked for it; ids of events grow, so that of two runs the newer is known whatever came first.
        ADD COLUMN event_id uuid,
        -- Calls that were begun; one that was not answered may have arrived.
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN task_id uuid,
        ADD COLUMN ticket_number text,
        -- What was said when it was ended by hand.
        ADD COLUMN cancel_reason text CHECK (length(cancel_reason) <= 500);
      UPDATE workflow_runs r SET
        ticket_number = (SELECT k.number FROM tickets k WHERE k.id = r.ticket_id),
        event_id = (SELECT t.event_id FROM tasks t WHERE t.id = r.id),
        task_id = (SELECT t.id FROM tasks t WHERE t.type = 'workflow.send' AND t.payload ->> 'runId' = r.id::text
                   ORDER BY t.created_at DESC LIMIT 1),
        attempts = CASE WHEN accepted_at IS NOT NULL OR last_error IS NOT NULL THEN 1 ELSE 0 END;
      ALTER TABLE workflow_runs ALTER COLUMN ticket_number SET NOT NULL;
      CREATE INDEX workflow_runs_newest ON workflow_runs (created_at DESC, id DESC);
      CREATE INDEX workflow_runs_state ON workflow_runs (state, created_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX workflow_runs_state, workflow_runs_newest;
      ALTER TABLE workflow_runs DROP COLUMN event_id, DROP COLUMN attempts, DROP COLUMN task_id, DROP COLUMN ticket_number,
        DROP COLUMN cancel_reason;
      DROP TABLE outside_systems;
    `);
  }
}
