import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OutsideSystems } from './outside-systems.js';

@Module({
  imports: [ConfigurationModule, DatabaseModule, MetricsModule],
  providers: [OutsideSystems],
  exports: [OutsideSystems],
})
export class OutsideModule {}
