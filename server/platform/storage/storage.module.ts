import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { LocalStorage } from './local-storage.js';
import { Storage } from './storage.js';

@Module({
  imports: [ConfigurationModule],
  providers: [{ provide: Storage, useClass: LocalStorage }],
  exports: [Storage],
})
export class StorageModule {}
