import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { Database } from '../../../platform/database/database.js';
import { decide, type TicketAction } from '../domain/ticket-policy.js';
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
    const ticket = await this.find(ref);
    enforce(decide(call.actor, 'read', policyFacts(ticket, call.actor)));
    return ticket;
  }

  /** 404 and 403 for a request that is refused anyway: shows nothing, so it is no look. */
  async assertPermitted(call: PersonCall, ref: string, actions: readonly TicketAction[]): Promise<void> {
    const facts = policyFacts(await this.find(ref), call.actor);
    (['read', ...actions] as const).forEach((action) => {
      enforce(decide(call.actor, action, facts));
    });
  }

  /**
   * The answer to one's own change, which may have ended one's sight: a ticket made confidential, or handed to others.
   * Call it for no other ticket than the one the caller was allowed to change just now.
   */
  async afterOwnChange(ticketId: string): Promise<Ticket> {
    return this.find(ticketId);
  }

  private async find(ref: string): Promise<Ticket> {
    const ticket = await this.tickets.find(this.database, ref);
    if (ticket === null) {
      throw resourceNotFound();
    }
    return ticket;
  }
}
