import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './desk.js';

/** Everything a desk keeps, counted: rows per table, and files. Two equal ones: nothing was left behind in between. */
export async function footprint({ database, dataDir }: Desk): Promise<Record<string, number>> {
  const tables = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const counts = await database.query<{ name: string; rows: number }>(
    tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`).join(' UNION ALL '),
  );
  const files = readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return { ...Object.fromEntries(counts.map(({ name, rows }) => [name, rows])), files: files.length };
}
