import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, departments, teams; sessions and everything else that lets a person in. */
export class People1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE departments (
        id uuid PRIMARY KEY,
        key text NOT NULL CONSTRAINT departments_key UNIQUE,
        name text NOT NULL,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE UNIQUE INDEX departments_name ON departments (lower(name));
      INSERT INTO departments (id, key, name) VALUES
        ('019a8a00-0000-7000-8000-000000000001', 'it', 'IT'),
        ('019a8a00-0000-7000-8000-000000000002', 'finance', 'Finance'),
        ('019a8a00-0000-7000-8000-000000000003', 'people', 'People & Culture'),
        ('019a8a00-0000-7000-8000-000000000004', 'sales', 'Sales'),
        ('019a8a00-0000-7000-8000-000000000005', 'operations', 'Operations');

      CREATE TABLE teams (
        id uuid PRIMARY KEY,
        key text NOT NULL CONSTRAINT teams_key UNIQUE,
        name text NOT NULL,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE UNIQUE INDEX teams_name ON teams (lower(name));
      INSERT INTO teams (id, key, name) VALUES ('019a8a00-0000-7000-8000-000000000011', 'service-desk', 'Service Desk');

      CREATE SEQUENCE company_numbers;
      CREATE TABLE users (
        id uuid PRIMARY KEY,
        company_id text NOT NULL CONSTRAINT users_company_id UNIQUE,
        email citext NOT NULL CONSTRAINT users_email UNIQUE,
        password_hash text,
        first_name text NOT NULL,
        last_name text NOT NULL,
        role text NOT NULL CONSTRAINT users_role CHECK (role IN ('Employee', 'Ticket Coordinator', 'System Admin')),
        status text NOT NULL CONSTRAINT users_status CHECK (status IN ('Pending', 'Approved', 'Rejected', 'Suspended')),
        department_id uuid CONSTRAINT users_department REFERENCES departments (id) ON DELETE SET NULL,
        department_text text,
        phone text,
        language text NOT NULL DEFAULT 'en',
        time_zone text NOT NULL DEFAULT 'UTC',
        avatar_file_id uuid,
        version int NOT NULL DEFAULT 1,
        -- At which version each field last changed: what a change based on an older version may still touch.
        field_versions jsonb NOT NULL DEFAULT '{}',
        -- Every session and API token remembers the epoch it was born in and dies with it.
        epoch int NOT NULL DEFAULT 1,
        decided_by uuid CONSTRAINT users_decided_by REFERENCES users (id),
        decided_at timestamptz,
        decided_reason text,
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE INDEX users_created ON users (created_at DESC, id DESC);
      CREATE INDEX users_name ON users (lower(last_name), lower(first_name), id);
      CREATE INDEX users_pending ON users (created_at, id) WHERE status = 'Pending';
      CREATE INDEX users_staff ON users (role) WHERE status = 'Approved' AND role <> 'Employee';
      CREATE INDEX users_search ON users
        USING gin ((first_name || ' ' || last_name || ' ' || email::text || ' ' || company_id) gin_trgm_ops);

      CREATE TABLE team_members (
        team_id uuid NOT NULL CONSTRAINT team_members_team REFERENCES teams (id) ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT team_members_user REFERENCES users (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (team_id, user_id)
      );
      CREATE INDEX team_members_of_user ON team_members (user_id);

      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        epoch int NOT NULL,
        ip text,
        user_agent text,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN ('signed_out', 'ended', 'reuse', 'password'))
      );
      CREATE INDEX sessions_of_user ON sessions (user_id, created_at DESC) WHERE ended_at IS NULL;

      -- One family per session. Only the row's id travels (signed), so nothing here opens a door.
      CREATE TABLE refresh_tokens (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        rotated_at timestamptz
      );
      CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id);

      -- user_id is null when somebody asked for an address that nobody here has: both cost the same time.
      CREATE TABLE password_resets (
        id uuid PRIMARY KEY,
        user_id uuid REFERENCES users (id) ON DELETE CASCADE,
        epoch int,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX password_resets_created ON password_resets (created_at);

      CREATE TABLE api_tokens (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        epoch int NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz
      );
      CREATE INDEX api_tokens_of_user ON api_tokens (user_id, created_at DESC);

      -- Windows that open with the first hit: failed sign-ins, registrations, reset mails.
      CREATE TABLE sign_in_attempts (
        key text PRIMARY KEY,
        hits int NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sign_in_attempts_expires ON sign_in_attempts (expires_at);

      -- Addresses from which a person has signed in: strangers' failures do not count against them there.
      CREATE TABLE known_addresses (
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        ip text NOT NULL,
        last_used_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, ip)
      );

      CREATE TABLE second_factors (
        user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        -- Encrypted with a key derived from JWT_SECRET.
        secret text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        -- The last time step that was accepted; a code never works twice.
        last_step bigint NOT NULL DEFAULT 0
      );
      CREATE TABLE recovery_codes (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX recovery_codes_of_user ON recovery_codes (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE recovery_codes, second_factors, known_addresses, sign_in_attempts, api_tokens, password_resets,
        refresh_tokens, sessions, team_members, users, teams, departments;
      DROP SEQUENCE company_numbers;
    `);
  }
}
