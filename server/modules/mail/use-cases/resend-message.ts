import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { MAIL_DELIVER } from '../domain/mail-task.js';
import type { MailEvents } from '../mail.events.js';
import { MailStore } from '../persistence/mail-store.js';

/** An administrator sends a message again, whatever became of it; links are made anew. */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: MailStore,
    private readonly queue: QueueFacade,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, id: string): Promise<{ taskId: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      if (!(await this.store.queueAgain(tx, id))) {
        throw resourceNotFound();
      }
      const taskId = await this.queue.enqueue(tx, call, { type: MAIL_DELIVER, payload: { messageId: id } });
      const event: NewEvent<MailEvents['mail.resent']> = {
        name: 'mail.resent',
        subject: { type: 'mail', id },
        audience: 'admin',
        data: { taskId },
      };
      await this.events.append(tx, call, [event]);
      return { taskId };
    });
  }
}
