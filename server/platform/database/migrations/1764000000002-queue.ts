import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Background tasks. The row is the task; Redis only rings for it. */
export class Queue1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tasks (
        id uuid PRIMARY KEY,
        type text NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'dead')),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        -- When the first attempt of the present series began; trying again by hand begins a new one.
        trying_since timestamptz,
        locked_until timestamptz,
        locked_by text,
        payload jsonb NOT NULL DEFAULT '{}',
        result jsonb,
        last_error text,
        discarded_reason text,
        event_id uuid REFERENCES events (id),
        caused_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      ) WITH (fillfactor = 70);
      -- Due work and expired leases: the two questions of every sweep. Both stay as small as the backlog.
      CREATE INDEX tasks_due ON tasks (due_at) WHERE state IN ('queued', 'failed');
      CREATE INDEX tasks_leased ON tasks (locked_until) WHERE state = 'running';
      CREATE INDEX tasks_dead ON tasks (type) WHERE state = 'dead';
      CREATE INDEX tasks_succeeded ON tasks (finished_at) WHERE state = 'succeeded';
      CREATE INDEX tasks_created ON tasks (created_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tasks');
  }
}
