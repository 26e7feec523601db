import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { StoredMessage } from '../domain/mail-message.js';
import type { MailEvents } from '../mail.events.js';
import { MailStore } from '../persistence/mail-store.js';
import type { ComposedMessage } from './compose-message.js';

/** What came of handing a message over, for it and all that went with it. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly store: MailStore,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventLog,
  ) {}

  /** The message that is handed over now; from here on nothing joins it. */
  async begin(id: string): Promise<StoredMessage | null> {
    return this.store.seal(id);
  }

  async sent(id: string, answer: string, { outgoing, masked, references, inReplyTo }: ComposedMessage): Promise<void> {
    await this.store.markSent(id, { answer, ...masked, subject: outgoing.subject, references, inReplyTo });
  }

  /** `attempts`: 0 when nothing was tried. */
  async notYet(id: string, error: string, attempts: 0 | 1): Promise<void> {
    await this.store.markNotSent(this.database, id, { state: 'queued', error, attempts });
  }

  async failed(id: string, error: string): Promise<void> {
    await this.store.markNotSent(this.database, id, { state: 'failed', error, attempts: 1 });
  }

  /** Refused for good: staff hear of it. */
  async bounced(id: string, error: string): Promise<void> {
    const call = systemCall();
    await this.unitOfWork.run(call, async (tx) => {
      const messages = await this.store.markNotSent(tx, id, { state: 'bounced', error, attempts: 1 });
      const events = messages
        .filter((message) => message.id === id)
        .map(({ personId, threadId, template }): NewEvent<MailEvents['mail.bounced']> => {
          return {
            name: 'mail.bounced',
            subject: { type: 'mail', id },
            audience: 'admin',
            data: { personId, threadId, template },
          };
        });
      await this.events.append(tx, call, events);
    });
  }
}
