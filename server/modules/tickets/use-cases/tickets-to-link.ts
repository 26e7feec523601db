import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { otherTicketUnknown } from '../tickets.errors.js';

/**
 * Both ends of a link. Neither is locked: a link is no field of a ticket, and two people who link the same two tickets in
 * opposite directions would wait for each other.
 */
@Injectable()
export class TicketsToLink {
  constructor(private readonly tickets: TicketsRepository) {}

  /** 404 for what the caller may not see, 403 for what he may not link. */
  async permitted(tx: Transaction, call: PersonCall, ref: string): Promise<Ticket> {
    const ticket = await this.tickets.find(tx, ref);
    if (ticket === null) {
      throw resourceNotFound();
    }
    const facts = policyFacts(ticket, call.actor);
    enforce(decide(call.actor, 'read', facts));
    enforce(decide(call.actor, 'link', facts));
    return ticket;
  }

  /** One that is named in a request: what is hidden is as unknown as what is not there. */
  async other(tx: Transaction, call: PersonCall, ref: string): Promise<Ticket> {
    const ticket = await this.tickets.find(tx, ref);
    if (ticket === null || !decide(call.actor, 'link', policyFacts(ticket, call.actor)).allowed) {
      throw otherTicketUnknown();
    }
    return ticket;
  }
}
