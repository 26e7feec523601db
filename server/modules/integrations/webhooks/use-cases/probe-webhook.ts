import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { PostponedTaskError, type TaskContext } from '../../../queue/queue.facade.js';
import { messageBody, TEST_TYPE } from '../domain/webhook-events.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { PROBE_PAUSED_EVERY } from './pause-webhook.js';
import { SendDelivery } from './send-delivery.js';

/** Asks a receiver that was left alone after a day of failures, again and again, until it takes a message or a person decides. */
@Injectable()
export class ProbeWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly send: SendDelivery,
  ) {}

  /** One line of the log for each pause, however often is asked. */
  async execute(webhookId: string, context: TaskContext): Promise<object> {
    const { taskId } = context;
    const isNeeded = await this.unitOfWork.run(systemCall(), async (tx) => {
      const webhook = await this.webhooks.lock(tx, webhookId);
      if (webhook?.pausedReason !== 'failures') {
        return false;
      }
      const body = messageBody(TEST_TYPE, new Date(), { webhook: { id: webhookId } });
      const made = await this.deliveries.insert(tx, { eventId: null, type: TEST_TYPE, body }, [
        { id: taskId, webhookId, taskId },
      ]);
      if (made.length === 0 && (await this.deliveries.lock(tx, webhookId, taskId))?.state === 'failed') {
        await this.deliveries.again(tx, taskId, taskId);
      }
      return true;
    });
    if (!isNeeded) {
      return { asked: false };
    }
    const { state } = await this.send.execute(taskId, context, true);
    if (state === 'failed') {
      throw new PostponedTaskError('The receiver still fails', PROBE_PAUSED_EVERY);
    }
    return { asked: true, state };
  }
}
