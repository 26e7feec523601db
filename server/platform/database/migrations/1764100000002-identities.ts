import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in through external identity providers. */
export class Identities1764100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- When somebody last showed that mail to this address reaches the owner; null: it was only typed.
      ALTER TABLE users ADD COLUMN email_proven_at timestamptz;

      CREATE TABLE identities (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        -- Key in the configuration; issuer and subject are what the provider itself says.
        provider text NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        email text NOT NULL,
        linked_at timestamptz NOT NULL,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT identities_subject UNIQUE (issuer, subject)
      );
      CREATE INDEX identities_of_user ON identities (user_id, linked_at);

      -- One row for each visit to a provider; gone with the first answer that comes back to the same browser.
      CREATE TABLE oidc_flows (
        state_hash bytea PRIMARY KEY,
        browser_hash bytea NOT NULL,
        provider text NOT NULL,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_to text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX oidc_flows_expires ON oidc_flows (expires_at);

      -- The provider has vouched for somebody; the code of the authenticator is still missing.
      CREATE TABLE sign_in_tickets (
        ticket_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        epoch int NOT NULL,
        identity_id uuid NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
        tries int NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_tickets_expires ON sign_in_tickets (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sign_in_tickets, oidc_flows, identities;
      ALTER TABLE users DROP COLUMN email_proven_at;
    `);
  }
}
