import { resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { LocalStorage } from './local-storage.js';
import { StorageHealth } from './storage-health.js';
import { Storage } from './storage.js';
import { StoredKeys } from './stored-keys.js';

@Module({
  imports: [ConfigurationModule],
  providers: [
    {
      provide: Storage,
      inject: [Configuration],
      useFactory: ({ dataDir }: Configuration): Storage => new LocalStorage(resolve(dataDir, 'files')),
    },
    StorageHealth,
    StoredKeys,
  ],
  exports: [Storage, StorageHealth, StoredKeys],
})
export class StorageModule {}
