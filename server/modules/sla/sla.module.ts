import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { UsersModule } from '../users/users.module.js';
import { SlaCalendarsController } from './http/sla-calendars.controller.js';
import { SlaPoliciesController } from './http/sla-policies.controller.js';
import { CalendarsRepository } from './persistence/calendars.repository.js';
import { PoliciesRepository } from './persistence/policies.repository.js';
import { TermsRepository } from './persistence/terms.repository.js';
import { RememberedTerms } from './remembered-terms.js';
import { SlaBell } from './sla-bell.js';
import { SlaFacade } from './sla.facade.js';
import { ListServiceLevels } from './use-cases/list-service-levels.js';
import { SaveCalendar } from './use-cases/save-calendar.js';
import { SavePolicy } from './use-cases/save-policy.js';
import { TryPolicy } from './use-cases/try-policy.js';

/**
 * Owns what is promised and how its time is counted: policies, business calendars, due dates and their ledgers.
 * Refuses to know a ticket. Clocks are a value that whoever has promises to keep stores beside them and hands in for every
 * act; they count by `domain/sla-clocks.ts` (what happens) and `domain/sla-clock.ts` (what counts).
 */
@Module({
  imports: [DatabaseModule, EventsModule, UsersModule],
  controllers: [SlaCalendarsController, SlaPoliciesController],
  providers: [
    CalendarsRepository,
    ListServiceLevels,
    PoliciesRepository,
    RememberedTerms,
    SaveCalendar,
    SavePolicy,
    SlaBell,
    SlaFacade,
    TermsRepository,
    TryPolicy,
  ],
  exports: [SlaFacade],
})
export class SlaModule {}
