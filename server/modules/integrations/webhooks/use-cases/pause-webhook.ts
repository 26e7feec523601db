import { Injectable } from '@nestjs/common';
import type { Call } from '../../../../kernel/call.js';
import { newId } from '../../../../kernel/ids.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import type { WebhookEvents } from '../../integrations.events.js';
import { PROBE_TASK } from '../domain/delivery-task.js';
import type { PauseReason, Webhook } from '../domain/webhook.js';

/** How often a receiver that was left alone is asked, in milliseconds. */
export const PROBE_PAUSED_EVERY = 15 * 60_000;

/** Tells that a webhook is paused and, when the desk has done it after failures, sees to it that the receiver is asked now and then. */
@Injectable()
export class PauseWebhook {
  constructor(
    private readonly events: EventLog,
    private readonly queue: QueueFacade,
  ) {}

  async execute(
    tx: Transaction,
    call: Call,
    { id, name }: Pick<Webhook, 'id' | 'name'>,
    reason: PauseReason,
  ): Promise<void> {
    await this.events.append(tx, call, [
      {
        name: 'webhook.paused',
        subject: { type: 'webhook', id },
        audience: 'admin',
        data: { reason } satisfies WebhookEvents['webhook.paused'],
        personal: { name },
      },
    ]);
    if (reason === 'failures') {
      await this.queue.enqueue(tx, call, {
        id: newId(),
        type: PROBE_TASK,
        payload: { webhookId: id },
        dueAt: new Date(Date.now() + PROBE_PAUSED_EVERY),
      });
    }
  }
}
