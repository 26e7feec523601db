import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../../config/configuration.module.js';
import { DatabaseModule } from '../../../platform/database/database.module.js';
import { EventConsumers } from '../../../platform/events/event-consumers.js';
import { EventsModule } from '../../../platform/events/events.module.js';
import { ScheduleModule } from '../../../platform/schedule/schedule.module.js';
import { OUTSIDE_CALL, TaskHandlers } from '../../queue/queue.facade.js';
import { QueueModule } from '../../queue/queue.module.js';
import { TicketsModule } from '../../tickets/tickets.module.js';
import { UsersModule } from '../../users/users.module.js';
import { DELIVER_TASK, PROBE_TASK, SEND_NOW_TASK } from './domain/delivery-task.js';
import { WEBHOOK_EVENT_TYPES } from './domain/webhook-events.js';
import { WebhookDeliveriesController } from './http/webhook-deliveries.controller.js';
import { WebhookSight } from './http/webhook-sight.js';
import { WebhooksController } from './http/webhooks.controller.js';
import { DeliveriesRepository } from './persistence/deliveries.repository.js';
import { WebhooksRepository } from './persistence/webhooks.repository.js';
import { CreateWebhook } from './use-cases/create-webhook.js';
import { FanOut } from './use-cases/fan-out.js';
import { ListDeliveries } from './use-cases/list-deliveries.js';
import { ListWebhooks } from './use-cases/list-webhooks.js';
import { PauseWebhook } from './use-cases/pause-webhook.js';
import { ProbeWebhook } from './use-cases/probe-webhook.js';
import { RecordFailure } from './use-cases/record-failure.js';
import { RecordSuccess } from './use-cases/record-success.js';
import { ReleaseDeliveries } from './use-cases/release-deliveries.js';
import { RotateSecret } from './use-cases/rotate-secret.js';
import { SendAgain } from './use-cases/send-again.js';
import { SendDelivery } from './use-cases/send-delivery.js';
import { TidyDeliveries } from './use-cases/tidy-deliveries.js';
import { UpdateWebhook } from './use-cases/update-webhook.js';
import { WatchFailing } from './watch-failing.js';
import { WebhookSigner } from './webhook-signer.js';
import { DELIVERY_TIMEOUT, WebhookClient } from './webhook.client.js';
import { OutsideModule } from '../../../platform/outside/outside.module.js';

/** Calls that are under way to one receiver from one process. */
const AT_ONCE = 4;
const TIMEOUT = DELIVERY_TIMEOUT + 5_000;

/**
 * Owns webhooks: who outside is told of which events, the messages, their signatures and their log.
 * Refuses to tell more than ids and public facts: whoever needs more asks the API with rights of his own.
 */
@Module({
  imports: [
    ConfigurationModule,
    OutsideModule,
    DatabaseModule,
    EventsModule,
    QueueModule,
    ScheduleModule,
    TicketsModule,
    UsersModule,
  ],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    CreateWebhook,
    DeliveriesRepository,
    FanOut,
    ListDeliveries,
    ListWebhooks,
    PauseWebhook,
    ProbeWebhook,
    RecordFailure,
    RecordSuccess,
    ReleaseDeliveries,
    RotateSecret,
    SendAgain,
    SendDelivery,
    TidyDeliveries,
    UpdateWebhook,
    WatchFailing,
    WebhookClient,
    WebhookSight,
    WebhookSigner,
    WebhooksRepository,
  ],
})
export class WebhooksModule implements OnModuleInit {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly handlers: TaskHandlers,
    private readonly fanOut: FanOut,
    private readonly send: SendDelivery,
    private readonly probe: ProbeWebhook,
  ) {}

  onModuleInit(): void {
    this.consumers.register({
      name: 'webhooks.fan-out',
      events: WEBHOOK_EVENT_TYPES,
      handle: (event) => this.fanOut.execute(event),
    });
    this.handlers.register({
      type: DELIVER_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: TIMEOUT,
      concurrency: AT_ONCE,
      handle: ({ deliveryId }, context) => this.send.execute(String(deliveryId), context, false),
    });
    this.handlers.register({
      type: SEND_NOW_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: TIMEOUT,
      concurrency: 1,
      handle: ({ deliveryId }, context) => this.send.execute(String(deliveryId), context, true),
    });
    this.handlers.register({
      type: PROBE_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: TIMEOUT,
      concurrency: 8,
      handle: ({ webhookId }, context) => this.probe.execute(String(webhookId), context),
    });
  }
}
