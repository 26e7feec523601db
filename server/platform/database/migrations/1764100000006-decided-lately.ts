import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The accounts that were decided on last, without sorting all of them. */
export class DecidedLately1764100000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX users_decided ON users (decided_at DESC, id DESC) WHERE decided_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX users_decided');
  }
}
