import { Module, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { Clock, SystemClock } from '../../kernel/clock.js';
import { CallStanding } from './call-standing.js';
import { createDataSource } from './data-source.js';
import { Database, poolOf } from './database.js';
import { IdempotencyStore } from './idempotency-store.js';
import { Notifications } from './notifications.js';
import { UnitOfWork } from './unit-of-work.js';

let clock: Clock = new SystemClock();

/** Called before the application is made, by tests alone: the clock of everything that is made from now on. */
export function useClock(given: Clock): void {
  clock = given;
}

/**
 * A connection may be told to end between two statements, when neither pool nor transaction listens to it; an error that
 * nobody hears ends the process. The next statement on it fails and says why, so there is nothing to do here.
 */
function survivingLostConnections(dataSource: DataSource): DataSource {
  const known = new WeakSet<pg.PoolClient>();
  poolOf(dataSource).on('acquire', (client) => {
    if (!known.has(client)) {
      known.add(client);
      client.on('error', () => undefined);
    }
  });
  return dataSource;
}

@Module({
  imports: [ConfigurationModule],
  providers: [
    {
      provide: DataSource,
      inject: [Configuration],
      useFactory: async (configuration: Configuration): Promise<DataSource> => {
        if (configuration.databaseUrl === null) {
          throw new Error('No DATABASE_URL: the entry point starts the embedded PostgreSQL before the application');
        }
        const dataSource = createDataSource({
          url: configuration.databaseUrl,
          poolSize: configuration.databasePool,
          applicationName: 'smartsupport',
        });
        await dataSource.initialize();
        return survivingLostConnections(dataSource);
      },
    },
    { provide: Clock, useFactory: (): Clock => clock },
    CallStanding,
    Database,
    IdempotencyStore,
    Notifications,
    UnitOfWork,
  ],
  exports: [CallStanding, Clock, DataSource, Database, IdempotencyStore, Notifications, UnitOfWork],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  /** Last of all: other parts still write while they end (see the order in `app.ts`). */
  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
