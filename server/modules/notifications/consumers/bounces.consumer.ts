import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import type { NewEvent, StoredEvent } from '../../../kernel/domain-event.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { EventConsumer } from '../../../platform/events/event-consumers.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { MailEvents } from '../../mail/mail.events.js';
import { TicketsFacade } from '../../tickets/tickets.facade.js';
import type { NotificationEvents } from '../notifications.events.js';
import { BounceLog } from '../persistence/bounce-log.js';

/** A mail that was refused for good stands in its ticket's timeline, where staff see that its reader knows nothing of it. */
@Injectable()
export class BouncesConsumer implements EventConsumer {
  readonly name = 'notifications.bounces';
  readonly events = ['mail.bounced'];

  constructor(
    private readonly tickets: TicketsFacade,
    private readonly bounces: BounceLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly eventLog: EventLog,
  ) {}

  async handle(event: StoredEvent): Promise<{ isTold: boolean }> {
    const { threadId, personId } = event.data as unknown as MailEvents['mail.bounced'];
    if (threadId === null || personId === null) {
      return { isTold: false };
    }
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const isKnown = await this.bounces.isTold(tx, threadId, event.subject.id);
      const isTold = !isKnown && (await this.tickets.facts(tx, threadId)) !== null;
      if (isTold) {
        const told: NewEvent<NotificationEvents['ticket.mail_bounced']> = {
          name: 'ticket.mail_bounced',
          subject: { type: 'ticket', id: threadId },
          audience: 'staff',
          data: { userId: personId, messageId: event.subject.id },
        };
        await this.eventLog.append(tx, call, [told]);
      }
      return { isTold };
    });
  }
}
