import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { WebhookEvents } from '../../integrations.events.js';
import { DeliveriesRepository, type Attempt, type ToSend } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { ReleaseDeliveries } from './release-deliveries.js';

/** The receiver took it. One that the desk had left alone is back with that, and gets what was kept for it. */
@Injectable()
export class RecordSuccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly release: ReleaseDeliveries,
    private readonly events: EventLog,
  ) {}

  async execute(message: ToSend, attempt: Attempt): Promise<void> {
    const call = systemCall();
    await this.unitOfWork.run(call, async (tx) => {
      const webhook = await this.webhooks.lock(tx, message.webhookId);
      if (webhook === null) {
        return null;
      }
      await this.deliveries.record(tx, message.id, 'delivered', attempt);
      await this.webhooks.noteSuccess(tx, webhook.id);
      if (webhook.state === 'paused' && webhook.pausedReason !== 'person') {
        await this.release.execute(tx, webhook.id);
        await this.events.append(tx, call, [
          {
            name: 'webhook.recovered',
            subject: { type: 'webhook', id: webhook.id },
            audience: 'admin',
            data: {} satisfies WebhookEvents['webhook.recovered'],
            personal: { name: webhook.name },
          },
        ]);
      } else if (webhook.failures > 0) {
        this.release.hurry(tx, webhook.id);
      }
      return null;
    });
  }
}
