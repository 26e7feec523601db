import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './desk.js';

/**
 * Everything a desk keeps, counted: rows per table, and files. Two equal ones: nothing was left behind in between. What was
 * seen of outside systems is written down in the background and no effect of any call.
 */
export async function footprint({ database, dataDir }: Desk): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'outside_systems' ORDER BY tablename`,
  );
  const counts = await database.query<{ name: string; rows: number }>(
    tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`).join(' UNION ALL '),
  );
  const files = readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return { ...Object.fromEntries(counts.map(({ name, rows }) => [name, rows])), files: files.length };
}

/** Every row of every table, as one hash per table: two equal ones, and not a single field was changed in between. */
export async function fingerprint({ database }: Desk): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'outside_systems' ORDER BY tablename`,
  );
  const hashes = await database.query<{ name: string; hash: string }>(
    tables
      .map(
        ({ name }) =>
          `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM "${name}" t`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]));
}
