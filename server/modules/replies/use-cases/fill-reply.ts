import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { Database } from '../../../platform/database/database.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { TicketsFacade, type TicketInWords } from '../../tickets/tickets.facade.js';
import { UsersFacade, type PersonSummary } from '../../users/users.facade.js';
import { GENERAL } from '../../users/users.settings.js';
import { fillPlaceholders } from '../domain/placeholders.js';
import { decideReply } from '../domain/saved-reply.js';
import { SavedRepliesRepository } from '../persistence/saved-replies.repository.js';
import { ticketUnknown } from '../replies.errors.js';

/** A saved reply with its placeholders filled for one ticket and whoever answers; counts as used. */
@Injectable()
export class FillReply {
  constructor(
    private readonly database: Database,
    private readonly replies: SavedRepliesRepository,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
    private readonly settings: SettingsFacade,
  ) {}

  async execute(call: PersonCall, id: string, ticketRef: string): Promise<string> {
    const reply = await this.replies.find(this.database, id);
    if (reply === null || !decideReply(call.actor, 'read', reply).allowed) {
      throw resourceNotFound();
    }
    const ticket = await this.ticket(call, ticketRef);
    const [people, { deskName }] = await Promise.all([
      this.users.people([ticket.requesterId, call.actor.id]),
      this.settings.read(GENERAL),
      this.replies.countUse(this.database, id),
    ]);
    const requester = namesOf(people.get(ticket.requesterId));
    const agent = namesOf(people.get(call.actor.id));
    return fillPlaceholders(reply.body, {
      'requester.firstName': requester.firstName,
      'requester.name': requester.name,
      'ticket.number': ticket.number,
      'ticket.subject': ticket.subject,
      'ticket.status': ticket.statusForRequester,
      'agent.firstName': agent.firstName,
      'agent.name': agent.name,
      'desk.name': deskName,
    });
  }

  /** It is named in the body: what the caller does not see is, there, an answer that is wrong. */
  private async ticket(call: PersonCall, ref: string): Promise<TicketInWords> {
    try {
      return await this.tickets.inWords(call, ref);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') {
        throw ticketUnknown();
      }
      throw error;
    }
  }
}

function namesOf(person: PersonSummary | undefined): Pick<PersonSummary, 'firstName' | 'name'> {
  return person ?? { firstName: '', name: '' };
}
