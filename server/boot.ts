import { join, resolve } from 'node:path';
import { ConfigurationError, parseConfiguration, type Configuration } from './config/configuration.js';
import { migrate } from './platform/database/migrate.js';
import { startEmbeddedPostgres } from './platform/embedded/embedded-postgres.js';
import { startEmbeddedRedis } from './platform/embedded/embedded-redis.js';
import { readOrMakeSecrets } from './platform/embedded/secrets.js';

export interface Booted {
  readonly configuration: Configuration;
  /** Ends what this process started for itself; after everything else. */
  readonly stopLocalServices: () => Promise<void>;
}

/** What both processes (HTTP, worker) need before the application is made: environment, secrets, a migrated database. */
export async function boot(env: Readonly<Record<string, string | undefined>>): Promise<Booted> {
  const given = parseConfiguration(env);
  const dataDir = resolve(given.dataDir);
  const secrets = given.isProduction ? null : readOrMakeSecrets(dataDir);
  const postgres = given.databaseUrl === null ? await startEmbeddedPostgres(dataDir) : null;
  const databaseUrl = given.databaseUrl ?? postgres?.url;
  if (databaseUrl === undefined) {
    throw new ConfigurationError('DATABASE_URL: required');
  }
  await migrate(given.databaseAdminUrl ?? databaseUrl);
  const redis = given.redisUrl === null ? await startEmbeddedRedis(dataDir, env['PATH'] ?? '') : null;
  return {
    configuration: {
      ...given,
      dataDir,
      databaseUrl,
      redisUrl: given.redisUrl === 'off' ? null : (given.redisUrl ?? redis?.url ?? null),
      jwtSecret: given.jwtSecret ?? secrets?.jwtSecret ?? null,
      workflowSecret: given.workflowSecret ?? secrets?.workflowSecret ?? null,
    },
    stopLocalServices: async () => {
      await redis?.stop();
      await postgres?.stop();
    },
  };
}

/** Where the built client lies, seen from the built server. */
export const CLIENT_FOLDER = join(import.meta.dirname, '..', 'client', 'browser');
