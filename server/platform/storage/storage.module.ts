import { Module } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { HttpModule } from '../http/http.module.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { StorageCheck } from './storage-check.js';
import { StorageHealth } from './storage-health.js';
import { storageAt } from './storage-places.js';
import { StorageSweep } from './storage-sweep.js';
import { Storage } from './storage.js';
import { StoredKeys } from './stored-keys.js';

@Module({
  imports: [ConfigurationModule, HttpModule, ScheduleModule],
  providers: [
    {
      provide: Storage,
      inject: [Configuration],
      useFactory: async ({ storage, dataDir }: Configuration): Promise<Storage> => storageAt(storage, dataDir),
    },
    StorageCheck,
    StorageHealth,
    StorageSweep,
    StoredKeys,
  ],
  exports: [Storage, StorageHealth, StoredKeys],
})
export class StorageModule {}
