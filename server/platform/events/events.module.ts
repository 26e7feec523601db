import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { CommittedEvents } from './committed-events.js';
import { EventConsumers } from './event-consumers.js';
import { EventLog } from './event-log.js';
import { OutboxBell } from './outbox-bell.js';

@Module({
  imports: [DatabaseModule],
  providers: [CommittedEvents, EventConsumers, EventLog, OutboxBell],
  exports: [CommittedEvents, EventConsumers, EventLog, OutboxBell],
})
export class EventsModule {}
