import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { MIGRATIONS } from './migrations/migrations.js';

export interface DataSourceSettings {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** For migrations: a backfill takes as long as the desk is large. Waits for locks still end. */
  readonly hasTime?: boolean;
}

/**
 * The one DataSource. Entities are those the modules have declared by being imported, so that no second list exists.
 * Every wait has an end: pg itself has none by default.
 */
export function createDataSource({ url, poolSize, applicationName, hasTime = false }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName,
    poolSize,
    connectTimeoutMS: 5_000,
    entities: getMetadataArgsStorage().tables.map((table) => table.target),
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    synchronize: false,
    extra: {
      ...(hasTime ? {} : { statement_timeout: 10_000, query_timeout: 12_000 }),
      lock_timeout: 8_000,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
    },
  });
}
