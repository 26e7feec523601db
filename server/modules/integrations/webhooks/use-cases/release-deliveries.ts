import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import { deliverTaskOf } from '../domain/delivery-task.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';

const BATCH = 1_000;

/** What was kept for a webhook goes on its way, what waits is tried at once. */
@Injectable()
export class ReleaseDeliveries {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly queue: QueueFacade,
  ) {}

  async execute(tx: Transaction, webhookId: string): Promise<void> {
    for (let released = BATCH; released === BATCH;) {
      const rows = await this.deliveries.release(tx, webhookId, BATCH);
      released = rows.length;
      await this.queue.enqueueAll(
        tx,
        systemCall(),
        rows.map(({ id, taskId }) => ({
          id: taskId,
          type: deliverTaskOf(webhookId),
          payload: { deliveryId: id },
          causedBy: null,
        })),
      );
    }
    this.hurry(tx, webhookId);
  }

  /** After the commit. */
  hurry(tx: Transaction, webhookId: string): void {
    tx.afterCommit(() => {
      this.queue.makeDue(deliverTaskOf(webhookId)).catch(() => {
        // They become due by themselves, later.
      });
    });
  }
}
