import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1764500000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        url text NOT NULL,
        description text NOT NULL DEFAULT '',
        event_types text[] NOT NULL,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'failing', 'paused')),
        paused_reason text CHECK (paused_reason IN ('person', 'failures', 'gone')),
        -- Sealed. The one before stays good for a while after it was replaced, so that receivers can change over.
        secret text NOT NULL,
        old_secret text,
        old_secret_until timestamptz,
        -- The first failure since the last success, and how many in a row.
        failing_since timestamptz,
        failures int NOT NULL DEFAULT 0,
        last_success_at timestamptz,
        last_error text,
        created_by uuid REFERENCES users (id),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT webhooks_pause_has_reason CHECK ((state = 'paused') = (paused_reason IS NOT NULL)),
        CONSTRAINT webhooks_old_secret_ends CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
      );

      CREATE TABLE webhook_deliveries (
        -- Derived from event and webhook; the header webhook-id, the same on every attempt.
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
        -- Null: a test or a question whether the receiver is back.
        event_id uuid REFERENCES events (id),
        type text NOT NULL,
        -- Exactly the bytes that are signed and sent.
        body text NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held', 'delivered', 'failed')),
        task_id uuid NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        response_status int,
        response_body text,
        error text,
        duration_ms int,
        attempted_at timestamptz,
        delivered_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, created_at DESC, id DESC);
      CREATE INDEX webhook_deliveries_open ON webhook_deliveries (webhook_id, state) WHERE state IN ('waiting', 'held');
      CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_deliveries, webhooks');
  }
}
