import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageReceivers, type MessageToCome, type Receiver } from '../../tickets/tickets.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import { CHOICE_OF, ticketRecipients, type TicketNews } from '../domain/ticket-recipients.js';
import { ReadAround } from './read-around.js';
import { ReadAudience } from './read-audience.js';

/** Who is told of a message: by the rule, the people and the choices that its mails are made from a moment later. */
@Injectable()
export class NameReceivers implements OnModuleInit {
  constructor(
    private readonly around: ReadAround,
    private readonly audience: ReadAudience,
    private readonly users: UsersFacade,
    private readonly receivers: MessageReceivers,
  ) {}

  onModuleInit(): void {
    this.receivers.register((message) => this.execute(message));
  }

  async execute(message: MessageToCome): Promise<readonly Receiver[]> {
    const around = await this.around.execute(message.ticket, message.authorId);
    const recipients = ticketRecipients(newsOf(message), around).filter(
      ({ personId }) => personId !== message.authorId,
    );
    const candidates = recipients.map(({ personId, mail }) => ({ personId, key: CHOICE_OF[mail] }));
    const [{ left }, people] = await Promise.all([
      this.audience.execute(candidates),
      this.users.people(recipients.map(({ personId }) => personId)),
    ]);
    const withheld = new Map(left.map(({ personId, why }) => [personId, why]));
    return recipients.flatMap(({ personId, capacity }) => {
      const person = people.get(personId);
      return person === undefined ? [] : [{ person, reason: capacity, withheld: withheld.get(personId) ?? null }];
    });
  }
}

function newsOf({ kind, isByStaff, mentionedIds, ticket }: MessageToCome): TicketNews {
  return kind === 'submitted'
    ? { kind, isForTeam: ticket.teamId !== null }
    : { kind: 'commented', visibility: kind, isByStaff, mentionedIds };
}
