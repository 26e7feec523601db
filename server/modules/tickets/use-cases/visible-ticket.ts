import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { Database } from '../../../platform/database/database.js';
import { decide, type TicketAction } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { AuditConfidentialLook } from './audit-confidential-look.js';

type Asked = TicketAction | 'read_internal';

/** The first step of every read of one ticket, by whatever door: 404 for what the caller may not see. */
@Injectable()
export class VisibleTicket {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsRepository,
    private readonly audit: AuditConfidentialLook,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<Ticket> {
    const ticket = await this.find(ref);
    enforce(decide(call.actor, 'read', policyFacts(ticket, call.actor)));
    await this.audit.execute(call, ticket);
    return ticket;
  }

  /** The same look through something that hangs on the ticket, which has its own way to refuse. */
  async isVisible(call: PersonCall, ticketId: string, action: 'read' | 'read_internal'): Promise<boolean> {
    const ticket = await this.tickets.find(this.database, ticketId);
    if (ticket === null || !decide(call.actor, action, policyFacts(ticket, call.actor)).allowed) {
      return false;
    }
    await this.audit.execute(call, ticket);
    return true;
  }

  /** 404 and 403, for what shows nothing of its content, so that it is no look. */
  async permitted(call: PersonCall, ref: string, actions: readonly Asked[]): Promise<Ticket> {
    const ticket = await this.find(ref);
    const facts = policyFacts(ticket, call.actor);
    (['read', ...actions] as const).forEach((action) => {
      enforce(decide(call.actor, action, facts));
    });
    return ticket;
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
