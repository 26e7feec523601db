import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { SlaCalendarsController } from './http/sla-calendars.controller.js';
import { SlaPoliciesController } from './http/sla-policies.controller.js';
import { CalendarsRepository } from './persistence/calendars.repository.js';
import { PoliciesRepository } from './persistence/policies.repository.js';
import { ListServiceLevels } from './use-cases/list-service-levels.js';
import { SaveCalendar } from './use-cases/save-calendar.js';
import { SavePolicy } from './use-cases/save-policy.js';
import { TryPolicy } from './use-cases/try-policy.js';

/**
 * Owns what is promised and how its time is counted: policies, business calendars, due dates and their ledgers.
 * Refuses to know a ticket. The tickets' clocks have their place here, keyed by a subject id and written in the caller's
 * transaction through a facade; they count by `domain/sla-clock.ts`.
 */
@Module({
  imports: [DatabaseModule, EventsModule],
  controllers: [SlaCalendarsController, SlaPoliciesController],
  providers: [CalendarsRepository, ListServiceLevels, PoliciesRepository, SaveCalendar, SavePolicy, TryPolicy],
})
export class SlaModule {}
