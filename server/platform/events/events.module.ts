import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { EventConsumers } from './event-consumers.js';
import { EventLog } from './event-log.js';
import { OutboxBell } from './outbox-bell.js';

@Module({
  imports: [DatabaseModule],
  providers: [EventConsumers, EventLog, OutboxBell],
  exports: [EventConsumers, EventLog, OutboxBell],
})
export class EventsModule {}
