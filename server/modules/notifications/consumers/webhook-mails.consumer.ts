import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { messageIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { EventConsumer } from '../../../platform/events/event-consumers.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { MailFacade } from '../../mail/mail.facade.js';
import { PAGES } from '../composing/pages.js';
import type { LeftOut } from '../composing/read-audience.js';
import { WebhookPeople } from '../composing/webhook-people.js';

/** The desk has left a receiver alone, or taken it up again: administrators hear of it. What a person did, he knows. */
@Injectable()
export class WebhookMailsConsumer implements EventConsumer {
  readonly name = 'notifications.webhooks';
  readonly events = ['webhook.paused', 'webhook.recovered'];
  private readonly page: string;

  constructor(
    configuration: Configuration,
    private readonly people: WebhookPeople,
    private readonly log: EventLog,
    private readonly mail: MailFacade,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.page = `${configuration.publicUrl}${PAGES.webhooks}`;
  }

  async handle({ id, name, data }: StoredEvent): Promise<{ mailed: string[]; left: readonly LeftOut[] }> {
    if (data['reason'] === 'person') {
      return { mailed: [], left: [] };
    }
    const { people, left } = await this.people.execute();
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const { name: typed } = await this.log.personal(tx, id);
      // Empty once it was erased.
      const webhookName = typeof typed === 'string' ? typed : '';
      const mailed: string[] = [];
      for (const person of people.values()) {
        const shared = {
          id: messageIdFor(id, person.id),
          to: { name: person.name, address: person.email },
          personId: person.id,
          language: person.language,
          kind: 'automatic' as const,
        };
        const facts = { firstName: person.firstName, webhookName, url: this.page };
        const { messageId } =
          name === 'webhook.paused'
            ? await this.mail.queue(tx, systemCall(), {
                ...shared,
                template: 'webhook-paused-notice',
                data: { ...facts, isGone: data['reason'] === 'gone' },
              })
            : await this.mail.queue(tx, systemCall(), { ...shared, template: 'webhook-recovered-notice', data: facts });
        mailed.push(messageId);
      }
      return { mailed, left };
    });
  }
}
