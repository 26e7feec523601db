import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { enforce } from '../../../kernel/decision.js';
import { Database } from '../../../platform/database/database.js';
import { SlaFacade, type ClockLedger, type SlaTerms } from '../../sla/sla.facade.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts } from '../domain/ticket.js';
import { clocksOf } from './ticket-promises.js';
import { VisibleTicket } from './visible-ticket.js';

export interface TicketClocks {
  readonly terms: SlaTerms | null;
  readonly clocks: readonly ClockLedger[];
  readonly people: ReadonlyMap<string, PersonSummary>;
}

/** Every promise of a ticket with its whole way, for staff. */
@Injectable()
export class ReadTicketClocks {
  constructor(
    private readonly database: Database,
    private readonly visible: VisibleTicket,
    private readonly sla: SlaFacade,
    private readonly users: UsersFacade,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<TicketClocks> {
    const ticket = await this.visible.execute(call, ref);
    enforce(decide(call.actor, 'read_internal', policyFacts(ticket, call.actor)));
    const sla = clocksOf(ticket);
    if (sla === null) {
      return { terms: null, clocks: [], people: new Map() };
    }
    const { terms, clocks } = await this.sla.ledgers(this.database, sla, this.clock.now());
    const named = clocks.flatMap(({ segments }) => segments.flatMap(({ by }) => (by === null ? [] : [by])));
    return { terms, clocks, people: await this.users.people([...new Set(named)]) };
  }
}
