import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/database.js';
import { OutsideIsDownError } from '../../../../platform/outside/breaker.js';
import { PostponedTaskError, type TaskContext } from '../../../queue/queue.facade.js';
import { DeliveriesRepository, type Attempt, type ToSend } from '../persistence/deliveries.repository.js';
import { WebhookClient } from '../webhook.client.js';
import { DeliveryFailed } from '../webhooks.errors.js';
import { RecordFailure } from './record-failure.js';
import { RecordSuccess } from './record-success.js';

/**
 * A task of a receiver that is down waits this long; `WatchFailing` lets one through meanwhile, and the first success makes
 * all of them due. In milliseconds.
 */
const DOWN_FOR = 45_000;
const SOON = 1_000;

/** One attempt of one delivery. No transaction is open while the receiver thinks. */
@Injectable()
export class SendDelivery {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveriesRepository,
    private readonly client: WebhookClient,
    private readonly success: RecordSuccess,
    private readonly failure: RecordFailure,
  ) {}

  /** `isForced`: by hand, or to ask whether the receiver is back: also while paused, and past the breaker. */
  async execute(deliveryId: string, context: TaskContext, isForced: boolean): Promise<{ state: string }> {
    const message = await this.deliveries.toSend(this.database, deliveryId);
    if (message?.state !== 'waiting') {
      return { state: message?.state ?? 'gone' };
    }
    if (message.webhookState === 'paused' && !isForced) {
      return this.hold(message);
    }
    const attempt = await this.attempt(message, context, isForced);
    if (attempt.error === null) {
      await this.success.execute(message, attempt);
      return { state: 'delivered' };
    }
    // What is given up stays in the log, where it can be sent again: a dead task would say the same a second time.
    const isPaused = await this.failure.execute(message, attempt, context.isLast || isForced);
    if (isForced || context.isLast) {
      return { state: 'failed' };
    }
    if (isPaused) {
      return this.hold(message);
    }
    throw new DeliveryFailed(attempt.error);
  }

  private async attempt(message: ToSend, context: TaskContext, isForced: boolean): Promise<Attempt> {
    try {
      return await this.client.deliver(message, context.signal, isForced);
    } catch (error) {
      if (error instanceof OutsideIsDownError) {
        throw new PostponedTaskError(error.message, DOWN_FOR * (0.8 + 0.4 * Math.random()));
      }
      throw error;
    }
  }

  private async hold(message: ToSend): Promise<{ state: string }> {
    if (!(await this.deliveries.hold(this.database, message.id, message.webhookId))) {
      throw new PostponedTaskError('The webhook was resumed in this moment', SOON);
    }
    return { state: 'held' };
  }
}
