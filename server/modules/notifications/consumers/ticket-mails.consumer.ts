import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import type { ConsumerContext, EventConsumer } from '../../../platform/events/event-consumers.js';
import { ReadAudience, type LeftOut } from '../composing/read-audience.js';
import { ReadTicketStory } from '../composing/read-ticket-story.js';
import { CHOICE_OF, ticketRecipients } from '../domain/ticket-recipients.js';
import { PostTicketMails, type Told } from '../use-cases/post-ticket-mails.js';

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
    private readonly post: PostTicketMails,
  ) {}

  async handle(event: StoredEvent, { taskId }: ConsumerContext): Promise<{ told: Told[]; left: readonly LeftOut[] }> {
    const story = await this.story.execute(event);
    if (story === null) {
      return { told: [], left: [] };
    }
    const recipients = ticketRecipients(story.news, story.around);
    const audience = await this.audience.execute(
      recipients.map(({ personId, mail }) => ({ personId, key: CHOICE_OF[mail] })),
    );
    const told = await this.post.execute({ taskId, eventId: event.id, story, recipients, audience });
    return { told, left: audience.left };
  }
}
