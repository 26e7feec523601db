import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { SlaCalendar, SlaPolicy } from '../domain/sla-policy.js';
import { CalendarsRepository } from '../persistence/calendars.repository.js';
import { PoliciesRepository } from '../persistence/policies.repository.js';

/** One statement each; there are never many. */
@Injectable()
export class ListServiceLevels {
  constructor(
    private readonly database: Database,
    private readonly storedCalendars: CalendarsRepository,
    private readonly storedPolicies: PoliciesRepository,
  ) {}

  async calendars(): Promise<SlaCalendar[]> {
    return this.storedCalendars.list(this.database);
  }

  async policies(): Promise<SlaPolicy[]> {
    return this.storedPolicies.list(this.database);
  }
}
