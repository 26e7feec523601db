import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.js';
import type { AttachmentAudience } from '../../files/files.facade.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';

/** Files follow their ticket; files of notes are for those who read notes. */
@Injectable()
export class MayReadTicketFile {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsRepository,
  ) {}

  async execute(actor: PersonActor, ticketId: string, audience: AttachmentAudience): Promise<boolean> {
    const ticket = await this.tickets.find(this.database, ticketId);
    const action = audience === 'staff' ? 'read_internal' : 'read';
    return ticket !== null && decide(actor, action, policyFacts(ticket, actor)).allowed;
  }
}
