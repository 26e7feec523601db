import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import { SlaFacade, type Standing } from '../../sla/sla.facade.js';
import type { Ticket } from '../domain/ticket.js';
import { clocksOf } from './ticket-promises.js';

/** Where the promises of tickets stand right now, in their order; from memory, whatever their number. */
@Injectable()
export class ShowPromises {
  constructor(
    private readonly database: Database,
    private readonly sla: SlaFacade,
    private readonly clock: Clock,
  ) {}

  async standings(tickets: readonly Pick<Ticket, 'sla'>[]): Promise<(Standing | null)[]> {
    return this.sla.standings(this.database, tickets.map(clocksOf), this.clock.now());
  }
}
