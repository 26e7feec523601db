import { Module } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { HttpModule } from '../http/http.module.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { DeskMark } from './desk-mark.js';
import { StorageCheck } from './storage-check.js';
import { StorageHealth } from './storage-health.js';
import { storageAt } from './storage-places.js';
import { StorageSweep } from './storage-sweep.js';
import { Storage } from './storage.js';
import { StoredKeys } from './stored-keys.js';
import { OutsideModule } from '../outside/outside.module.js';

@Module({
  imports: [ConfigurationModule, OutsideModule, DatabaseModule, HttpModule, ScheduleModule],
  providers: [
    {
      provide: Storage,
      inject: [Configuration],
      useFactory: async ({ storage, dataDir }: Configuration): Promise<Storage> => storageAt(storage, dataDir),
    },
    DeskMark,
    StorageCheck,
    StorageHealth,
    StorageSweep,
    StoredKeys,
  ],
  exports: [Storage, StorageHealth, StoredKeys],
})
export class StorageModule {}
