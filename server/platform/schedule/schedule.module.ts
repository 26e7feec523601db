import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { HourlyWork } from './hourly-work.js';

@Module({ imports: [ConfigurationModule], providers: [HourlyWork], exports: [HourlyWork] })
export class ScheduleModule {}
