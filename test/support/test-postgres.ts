import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../server/platform/database/migrate.js';
import { startEmbeddedPostgres } from '../../server/platform/embedded/embedded-postgres.js';
import { SERVER_VARIABLE, TEMPLATE, urlWithDatabase } from './test-database.js';

interface TestPostgres {
  stop(): Promise<void>;
}

/** One PostgreSQL for the whole run, with a migrated database that each test file copies. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'smartsupport-test-'));
  // As root the database runs as `nobody`, who must be able to enter.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const client = new pg.Client({ connectionString: urlWithDatabase(postgres.url, 'postgres') });
    await client.connect();
    // This data is thrown away; a crash of the machine may take it. What must survive a kill is tested on the real thing.
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      await client.query(`ALTER SYSTEM SET ${setting} = off`);
    }
    await client.query('SELECT pg_reload_conf()');
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await client.end();
    await migrate(urlWithDatabase(postgres.url, TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  // Inherited by jest's workers, which are forked afterwards.
  process.env[SERVER_VARIABLE] = postgres.url;
  return { stop };
}
