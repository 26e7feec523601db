import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { Database } from '../../../platform/database/database.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';

/** The first step of every read: 404 for what the caller may not see. */
@Injectable()
export class VisibleTicket {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsRepository,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<Ticket> {
    const ticket = await this.tickets.find(this.database, ref);
    if (ticket === null) {
      throw resourceNotFound();
    }
    enforce(decide(call.actor, 'read', policyFacts(ticket, call.actor)));
    return ticket;
  }

  /**
   * The answer to one's own change, which may have ended one's sight: a ticket made confidential, or handed to others.
   * Call it for no other ticket than the one the caller was allowed to change just now.
   */
  async afterOwnChange(ticketId: string): Promise<Ticket> {
    const ticket = await this.tickets.find(this.database, ticketId);
    if (ticket === null) {
      throw resourceNotFound();
    }
    return ticket;
  }
}
