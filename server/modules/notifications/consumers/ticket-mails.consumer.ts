import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ConsumerContext, EventConsumer } from '../../../platform/events/event-consumers.js';
import { MailFacade } from '../../mail/mail.facade.js';
import type { PersonFacts } from '../../users/users.facade.js';
import { PAGES } from '../composing/pages.js';
import { ticketMail, type MailMaterial, type Reader } from '../composing/ticket-mail.js';
import { CHOICE_OF, ticketRecipients, type Capacity } from '../domain/ticket-recipients.js';
import { ReadAudience, type LeftOut } from '../composing/read-audience.js';
import { ReadTicketStory, type TicketStory } from '../composing/read-ticket-story.js';

/** Who was told, as whom; kept as the task's result, so that "why this mail" has an answer. */
interface Told {
  readonly personId: string;
  readonly capacity: Capacity;
  readonly messageId: string;
}

/** Every mail about a ticket: what happened, who is told, one message each. */
@Injectable()
export class TicketMailsConsumer implements EventConsumer {
  readonly name = 'notifications.tickets';
  readonly events = [
    'ticket.submitted',
    'ticket.status_changed',
    'ticket.hold_changed',
    'ticket.assigned',
    'ticket.commented',
    'ticket.sla_warned',
    'ticket.sla_breached',
    'workflow.run_failed',
    'workflow.run_cancelled',
  ];

  constructor(
    private readonly story: ReadTicketStory,
    private readonly audience: ReadAudience,
    private readonly mail: MailFacade,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Configuration,
  ) {}

  async handle(event: StoredEvent, { taskId }: ConsumerContext): Promise<{ told: Told[]; left: readonly LeftOut[] }> {
    const story = await this.story.execute(event);
    if (story === null) {
      return { told: [], left: [] };
    }
    const recipients = ticketRecipients(story.news, story.around);
    const { people, left } = await this.audience.execute(
      recipients.map(({ personId, mail }) => ({ personId, key: CHOICE_OF[mail] })),
    );
    const material = this.materialOf(story);
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const told: Told[] = [];
      for (const recipient of recipients) {
        const person = people.get(recipient.personId);
        const content =
          person === undefined ? null : ticketMail(material, recipient, this.readerOf(person, story.ticket.number));
        if (person !== undefined && content !== null) {
          const { messageId } = await this.mail.queue(tx, systemCall(), {
            ...content,
            id: messageIdFor(taskId, person.id),
            to: { name: person.name, address: person.email },
            subjectTag: `[${story.ticket.number}]`,
            threadId: story.ticket.id,
          });
          told.push({ personId: person.id, capacity: recipient.capacity, messageId });
        }
      }
      return { told, left };
    });
  }

  private readerOf({ firstName, role, timeZone }: PersonFacts, number: string): Reader {
    return { firstName, timeZone, url: `${this.configuration.publicUrl}${PAGES.ticket(number, role)}` };
  }

  private materialOf({
    ticket,
    requesterName,
    status,
    reply,
    workflowState,
    teamName,
    promise,
  }: TicketStory): MailMaterial {
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
}
