import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { afterFailure } from '../domain/webhook.js';
import { DeliveriesRepository, type Attempt, type ToSend } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { PauseWebhook } from './pause-webhook.js';

/** What a failed attempt makes of the delivery and of the webhook. */
@Injectable()
export class RecordFailure {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly pause: PauseWebhook,
    private readonly clock: Clock,
  ) {}

  /** Returns whether the webhook is paused from now on. */
  async execute(message: ToSend, attempt: Attempt, isGivenUp: boolean): Promise<boolean> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const webhook = await this.webhooks.lock(tx, message.webhookId);
      if (webhook === null) {
        return false;
      }
      await this.deliveries.record(tx, message.id, isGivenUp ? 'failed' : 'waiting', attempt);
      if (webhook.state === 'paused') {
        return false;
      }
      const after = afterFailure(webhook, attempt.status, this.clock.now());
      await this.webhooks.noteFailure(tx, webhook.id, after, attempt.error ?? '');
      if (after.pausedReason !== null) {
        await this.pause.execute(tx, call, webhook, after.pausedReason);
      }
      return after.state === 'paused';
    });
  }
}
