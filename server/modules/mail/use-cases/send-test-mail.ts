import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { newId } from '../../../kernel/ids.js';
import { isMailAddress } from '../../../kernel/mail-address.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { MailFacade } from '../mail.facade.js';
import type { MailEvents } from '../mail.events.js';

/** An administrator wants to see whether mails arrive; its way is the one of every mail, and so is its row in the log. */
@Injectable()
export class SendTestMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mail: MailFacade,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, to: string): Promise<{ messageId: string; taskId: string }> {
    if (!isMailAddress(to)) {
      throw validationFailed({ to: ['Must be one mail address'] });
    }
    return this.unitOfWork.run(call, async (tx) => {
      const queued = await this.mail.queue(tx, call, {
        id: newId(),
        to: { name: '', address: to },
        template: 'mail-test',
        data: { senderName: call.actor.name },
        kind: 'automatic',
      });
      const event: NewEvent<MailEvents['mail.test_sent']> = {
        name: 'mail.test_sent',
        subject: { type: 'mail', id: queued.messageId },
        audience: 'admin',
        data: { taskId: queued.taskId },
      };
      await this.events.append(tx, call, [event]);
      return queued;
    });
  }
}
