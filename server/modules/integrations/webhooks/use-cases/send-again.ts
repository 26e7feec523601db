import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import { newId } from '../../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import type { WebhookEvents } from '../../integrations.events.js';
import { sendNowTaskOf } from '../domain/delivery-task.js';
import { isRedeliverable } from '../domain/webhook.js';
import { messageBody, TEST_TYPE } from '../domain/webhook-events.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { notRedeliverable } from '../webhooks.errors.js';

export interface Begun {
  readonly deliveryId: string;
  readonly taskId: string;
}

/** By hand: a test message, or one of the log once more under its own id. One attempt, also while the webhook is paused. */
@Injectable()
export class SendAgain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly queue: QueueFacade,
    private readonly events: EventLog,
  ) {}

  async test(call: PersonCall, webhookId: string): Promise<Begun> {
    return this.unitOfWork.run(call, async (tx) => {
      await this.assertThere(tx, webhookId);
      const id = newId();
      const body = messageBody(TEST_TYPE, new Date(), { webhook: { id: webhookId } });
      const taskId = await this.enqueue(tx, call, webhookId, id);
      await this.deliveries.insert(tx, { eventId: null, type: TEST_TYPE, body }, [{ id, webhookId, taskId }]);
      await this.tell(tx, call, 'webhook.tested', webhookId, id);
      return { deliveryId: id, taskId };
    });
  }

  async redeliver(call: PersonCall, webhookId: string, deliveryId: string): Promise<Begun> {
    return this.unitOfWork.run(call, async (tx) => {
      await this.assertThere(tx, webhookId);
      const delivery = await this.deliveries.lock(tx, webhookId, deliveryId);
      if (delivery === null) {
        throw resourceNotFound();
      }
      if (!isRedeliverable(delivery.state)) {
        throw notRedeliverable(delivery.state);
      }
      const taskId = await this.enqueue(tx, call, webhookId, deliveryId);
      await this.deliveries.again(tx, deliveryId, taskId);
      await this.tell(tx, call, 'webhook.redelivered', webhookId, deliveryId);
      return { deliveryId, taskId };
    });
  }

  private async assertThere(tx: Transaction, webhookId: string): Promise<void> {
    if ((await this.webhooks.lock(tx, webhookId)) === null) {
      throw resourceNotFound();
    }
  }

  private async enqueue(tx: Transaction, call: PersonCall, webhookId: string, deliveryId: string): Promise<string> {
    return this.queue.enqueue(tx, call, {
      type: sendNowTaskOf(webhookId),
      payload: { deliveryId },
    });
  }

  private async tell(
    tx: Transaction,
    call: PersonCall,
    name: 'webhook.tested' | 'webhook.redelivered',
    id: string,
    deliveryId: string,
  ): Promise<void> {
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'webhook', id },
        audience: 'admin',
        data: { deliveryId } satisfies WebhookEvents[typeof name],
      },
    ]);
  }
}
