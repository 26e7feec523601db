import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { MailFacade } from '../../mail/mail.facade.js';
import type { PersonFacts } from '../../users/users.facade.js';
import { PAGES } from '../composing/pages.js';
import type { Audience, LeftOut } from '../composing/read-audience.js';
import type { TicketStory } from '../composing/read-ticket-story.js';
import { ticketMail, type MailMaterial, type Reader } from '../composing/ticket-mail.js';
import { isNews, leftByOwnAct, type Capacity, type TicketRecipient } from '../domain/ticket-recipients.js';
import { DecisionLog, type NewDecision } from '../persistence/decision-log.js';

/** Who was told, as whom. */
export interface Told {
  readonly personId: string;
  readonly capacity: Capacity;
  readonly messageId: string;
}

export interface TicketLetters {
  /** Of the consumer: the same over all attempts. */
  readonly taskId: string;
  readonly eventId: string;
  readonly story: TicketStory;
  readonly recipients: readonly TicketRecipient[];
  readonly audience: Audience;
}

/** The mails of one event, and with them why each person is told or not: all of it, or nothing. */
@Injectable()
export class PostTicketMails {
  constructor(
    private readonly mail: MailFacade,
    private readonly decisions: DecisionLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Configuration,
  ) {}

  async execute({ taskId, eventId, story, recipients, audience }: TicketLetters): Promise<Told[]> {
    const material = materialOf(story);
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const told: Told[] = [];
      for (const recipient of recipients) {
        const person = audience.people.get(recipient.personId);
        const content =
          person === undefined
            ? null
            : ticketMail(material, recipient, await this.readerOf(tx, person, story.ticket.number));
        if (person !== undefined && content !== null) {
          const { messageId } = await this.mail.queue(tx, systemCall(), {
            ...content,
            id: messageIdFor(taskId, person.id),
            to: { name: person.name, address: person.email },
            personId: person.id,
            language: person.language,
            subjectTag: `[${story.ticket.number}]`,
            threadId: story.ticket.id,
            isCollapsible: isNews(recipient.mail),
          });
          told.push({ personId: person.id, capacity: recipient.capacity, messageId });
        }
      }
      const own = leftByOwnAct(story.news, story.around);
      await this.decisions.keep(
        tx,
        eventId,
        story.ticket.id,
        decisionsOf({ recipients, own, told, left: audience.left }),
      );
      return told;
    });
  }

  private async readerOf(tx: Transaction, person: PersonFacts, number: string): Promise<Reader> {
    const { firstName, role, timeZone } = person;
    const language = await this.mail.languageFor(person.language, tx);
    return { firstName, timeZone, language, url: `${this.configuration.publicUrl}${PAGES.ticket(number, role)}` };
  }
}

function materialOf(story: TicketStory): MailMaterial {
  const { ticket, requesterName, status, reply, workflowState, teamName, promise } = story;
  return {
    number: ticket.number,
    subject: ticket.subject,
    category: ticket.category.name,
    priority: ticket.priority,
    requesterName,
    confidential: ticket.confidential,
    status,
    reply,
    workflowState,
    teamName,
    promise,
  };
}

/** One for each person who was told or might have been. */
function decisionsOf(found: {
  readonly recipients: readonly TicketRecipient[];
  readonly own: TicketRecipient | null;
  readonly told: readonly Told[];
  readonly left: readonly LeftOut[];
}): NewDecision[] {
  const messages = new Map(found.told.map(({ personId, messageId }) => [personId, messageId]));
  const reasons = new Map(found.left.map(({ personId, why }) => [personId, why]));
  const others = found.recipients.flatMap(({ personId, mail, capacity }): NewDecision[] => {
    const messageId = messages.get(personId) ?? null;
    const outcome = messageId === null ? reasons.get(personId) : 'told';
    return outcome === undefined ? [] : [{ personId, mail, capacity, outcome, messageId }];
  });
  const { own } = found;
  return own === null ? others : [...others, { ...own, outcome: 'own_act', messageId: null }];
}
