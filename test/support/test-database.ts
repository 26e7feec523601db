import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Where the global set-up leaves the address of its PostgreSQL. */
export const SERVER_VARIABLE = 'SMARTSUPPORT_TEST_SERVER';
export const TEMPLATE = 'smartsupport_template';

export interface TestDatabase {
  readonly url: string;
  /** Straight SQL, for arranging and for looking at rows. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

export function urlWithDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** A fresh, migrated database of its own: a copy of the template, made in a fraction of a second. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[SERVER_VARIABLE];
  if (server === undefined) {
    throw new Error('No test PostgreSQL: this kind of test belongs to a jest project with the global set-up');
  }
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = urlWithDatabase(server, name);
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'test' });
  pool.on('error', () => {
    // Only when the database is dropped under an idle connection, which is the end of the test anyway.
  });
  return {
    url,
    query: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<R>(text, [...values])).rows,
    drop: async () => {
      await pool.end();
      await administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlWithDatabase(server, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
