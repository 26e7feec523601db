import pg from 'pg';
import { createDataSource } from './data-source.js';

/** Any constant: two servers that start together must not migrate together. */
const MIGRATION_LOCK = 7_305_112;

/** Brings the schema up to date under an advisory lock; returns the names of what was run. */
export async function migrate(url: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: url, application_name: 'smartsupport-migrations' });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = createDataSource({
      url,
      poolSize: 1,
      applicationName: 'smartsupport-migrations',
      hasTime: true,
    });
    await dataSource.initialize();
    try {
      const executed = await dataSource.runMigrations();
      return executed.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await guard.end();
  }
}
