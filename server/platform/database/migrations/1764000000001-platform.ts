import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, the event table (log and outbox) and the idempotency keys. */
export class Platform1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS citext;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;

      -- One per database: keeps two desks on one Redis apart.
      CREATE TABLE instance (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), is_only boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only));
      INSERT INTO instance DEFAULT VALUES;

      CREATE TABLE events (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        name text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        audience text NOT NULL CHECK (audience IN ('everyone', 'staff', 'admin')),
        actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'system', 'workflow', 'anonymous')),
        actor_id uuid,
        request_id text,
        ip text,
        occurred_at timestamptz NOT NULL,
        data jsonb NOT NULL
      );
      CREATE INDEX events_subject ON events (subject_id, seq);
      CREATE INDEX events_seq ON events (seq);

      -- What people typed; the one part of an event that erasure may blank.
      CREATE TABLE event_details (
        event_id uuid PRIMARY KEY REFERENCES events (id),
        personal jsonb NOT NULL
      );

      CREATE FUNCTION events_are_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are insert-only';
      END $$;
      CREATE TRIGGER events_insert_only BEFORE UPDATE OR DELETE ON events
        FOR EACH ROW EXECUTE FUNCTION events_are_insert_only();

      -- Events whose consumers have no tasks yet; the relay takes rows away in the transaction that makes the tasks.
      CREATE TABLE outbox (event_id uuid PRIMARY KEY REFERENCES events (id));

      CREATE TABLE idempotency_keys (
        -- Id of the account, or the address of somebody without one.
        caller text NOT NULL,
        route text NOT NULL,
        key text NOT NULL,
        body_hash text NOT NULL,
        result jsonb,
        response_status int,
        -- json, not jsonb: repeated as it was told, keys in their order.
        response_body json,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (caller, route, key)
      );
      CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency_keys, outbox, event_details, events, instance;
      DROP FUNCTION events_are_insert_only;
    `);
  }
}
