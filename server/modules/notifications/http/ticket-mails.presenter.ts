import type { PersonSummary } from '../../users/users.facade.js';
import type { TicketMails } from '../use-cases/show-ticket-mails.js';
import type { MailedPersonDto, TicketMailsDto } from './dto/ticket-mails.dto.js';

export function presentTicketMails({ messages, left, people }: TicketMails): TicketMailsDto {
  return {
    items: messages.map((message) => ({
      id: message.id,
      person: message.personId === null ? null : presentPerson(people, message.personId),
      address: message.toAddress,
      template: message.template,
      subject: message.subject,
      state: message.state,
      because: message.because,
      at: message.createdAt.toISOString(),
      sentAt: message.sentAt?.toISOString() ?? null,
      lastError: message.lastError,
      collapsedInto: message.collapsedInto,
    })),
    left: left.flatMap(({ personId, capacity, eventName, outcome, createdAt }) => {
      const person = presentPerson(people, personId);
      return person === null || outcome === 'told'
        ? []
        : [{ person, capacity, event: eventName, reason: outcome, at: createdAt.toISOString() }];
    }),
  };
}

function presentPerson(people: TicketMails['people'], id: string): MailedPersonDto | null {
  const person: PersonSummary | undefined = people.get(id);
  return person === undefined ? null : { id: person.id, name: person.name };
}
