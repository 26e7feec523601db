import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of the client was served last, so that the CDN hears once of another one. */
export class ClientBuild1764600000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE client_build (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        version text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE client_build');
  }
}
