import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people do with their own accounts, and the brakes that stand beside it. */
export class OwnAccount1764100000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The address a person wants instead, until its owner confirms it. One for each person: a new wish replaces the old one,
      -- and with it the link that was mailed.
      CREATE TABLE email_changes (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT email_changes_user UNIQUE REFERENCES users (id) ON DELETE CASCADE,
        email citext NOT NULL,
        -- Of the account: another address, password, role or standing makes the wish void.
        from_email citext NOT NULL,
        epoch int NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );

      -- Failed sign-ins, by account and by address. Each round that fills up waits longer than the one before; a day without
      -- a failure forgets all of it.
      CREATE TABLE sign_in_throttles (
        id uuid PRIMARY KEY,
        -- Of an account: a keyed hash of its email address, so that strangers' typing is kept nowhere.
        key text NOT NULL CONSTRAINT sign_in_throttles_key UNIQUE,
        kind text NOT NULL CONSTRAINT sign_in_throttles_kind CHECK (kind IN ('account', 'address')),
        -- Null for an email address that nobody here has.
        user_id uuid REFERENCES users (id) ON DELETE CASCADE,
        -- The one address it is about; null for an account from all addresses its owner never used.
        ip text,
        -- The last addresses the failures came from, newest first.
        ips text[] NOT NULL DEFAULT '{}',
        failures int NOT NULL DEFAULT 0,
        rounds int NOT NULL DEFAULT 0,
        window_ends_at timestamptz NOT NULL,
        blocked_until timestamptz,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_throttles_expires ON sign_in_throttles (expires_at);
      CREATE INDEX sign_in_throttles_of_user ON sign_in_throttles (user_id) WHERE user_id IS NOT NULL;
      DELETE FROM sign_in_attempts WHERE key LIKE 'account:%' OR key LIKE 'address:%';

      -- What a person chose otherwise than the desk's default.
      CREATE TABLE notification_choices (
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kind text NOT NULL,
        mail boolean NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notification_choices, sign_in_throttles, email_changes');
  }
}
