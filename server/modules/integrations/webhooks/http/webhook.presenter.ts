import type { Page } from '../../../../kernel/page.js';
import { isRedeliverable, webhookActions } from '../domain/webhook.js';
import { isWebhookEventType, webhookEventInfos } from '../domain/webhook-events.js';
import type { Delivery } from '../persistence/deliveries.repository.js';
import type { ShownWebhook } from '../use-cases/list-webhooks.js';
import type {
  WebhookDeliveryDto,
  WebhookDeliveryListDto,
  WebhookDto,
  WebhookEventTypeListDto,
} from './dto/webhook.dto.js';

export function presentWebhook(webhook: ShownWebhook): WebhookDto {
  const { owner } = webhook;
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    description: webhook.description,
    eventTypes: webhook.eventTypes.filter(isWebhookEventType),
    state: webhook.state,
    pausedReason: webhook.pausedReason,
    failingSince: webhook.failingSince?.toISOString() ?? null,
    failures: webhook.failures,
    lastSuccessAt: webhook.lastSuccessAt?.toISOString() ?? null,
    lastError: webhook.lastError,
    waiting: webhook.open,
    oldSecretUntil: webhook.oldSecretUntil?.toISOString() ?? null,
    owner: owner === null ? null : { id: owner.id, name: owner.name },
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
    version: webhook.version,
    allowedActions: webhookActions(webhook),
  };
}

export function presentEventTypes(): WebhookEventTypeListDto {
  return {
    items: webhookEventInfos().map(({ type, group, description, fields }) => ({
      type,
      group,
      description,
      fields: [...fields],
    })),
  };
}

export function presentDelivery(delivery: Delivery): WebhookDeliveryDto {
  return {
    id: delivery.id,
    webhookId: delivery.webhookId,
    eventId: delivery.eventId,
    type: delivery.type,
    state: delivery.state,
    attempts: delivery.attempts,
    nextAttemptAt: delivery.dueAt?.toISOString() ?? null,
    responseStatus: delivery.responseStatus,
    responseBody: delivery.responseBody,
    error: delivery.error,
    durationMs: delivery.durationMs,
    attemptedAt: delivery.attemptedAt?.toISOString() ?? null,
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
    body: delivery.body,
    canRedeliver: isRedeliverable(delivery.state),
  };
}

export function presentDeliveries(page: Page<Delivery>): WebhookDeliveryListDto {
  return { items: page.items.map(presentDelivery), nextCursor: page.nextCursor };
}
