import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import type { StoredEvent } from '../../../../kernel/domain-event.js';
import { deliveryIdFor, newId } from '../../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import { TicketsFacade } from '../../../tickets/tickets.facade.js';
import { deliverTaskOf } from '../domain/delivery-task.js';
import { messageBody, messageData } from '../domain/webhook-events.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';

/** An event that webhooks want becomes one delivery for each; its message is written once and stays as it is. */
@Injectable()
export class FanOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly queue: QueueFacade,
    private readonly tickets: TicketsFacade,
  ) {}

  /** A delivery's id follows from event and webhook: repeating the event delivers nothing twice. */
  async execute(event: StoredEvent): Promise<object> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const wanted = await this.webhooks.listeners(tx, event);
      const listeners = wanted.filter(({ audience }) => isTold(event, audience));
      if (listeners.length === 0) {
        return { deliveries: 0 };
      }
      const rows = listeners.map(({ id }) => ({
        id: deliveryIdFor(event.id, id),
        webhookId: id,
        taskId: newId(),
      }));
      const body = messageBody(event.name, event.occurredAt, await this.data(tx, event));
      const made = new Set(await this.deliveries.insert(tx, { eventId: event.id, type: event.name, body }, rows));
      await this.queue.enqueueAll(
        tx,
        call,
        rows
          .filter(({ id }) => made.has(id))
          .map(({ id, webhookId, taskId }) => ({
            id: taskId,
            type: deliverTaskOf(webhookId),
            payload: { deliveryId: id },
            causedBy: event.actorId,
          })),
      );
      return { deliveries: made.size };
    });
  }

  private async data(tx: Transaction, event: StoredEvent): Promise<object> {
    return messageData(event, event.subject.type === 'ticket' ? await this.tickets.facts(tx, event.subject.id) : null);
  }
}

/** Notes, and files at them, are for staff alone and stay in the house. */
function isTold(event: StoredEvent, audience: string): boolean {
  return audience === 'everyone' || (event.name !== 'ticket.commented' && event.name !== 'ticket.attached');
}
