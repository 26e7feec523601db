import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { resourceNotFound, versionStale } from '../../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { WebhookEvents } from '../../integrations.events.js';
import type { Webhook } from '../domain/webhook.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { WebhookClient } from '../webhook.client.js';
import { targetRefused } from '../webhooks.errors.js';
import type { WebhookFields } from './create-webhook.js';
import { ReleaseDeliveries } from './release-deliveries.js';

export type WebhookChange = { readonly [K in keyof WebhookFields]?: WebhookFields[K] | undefined } & {
  /** Resuming sends all that was kept meanwhile. */
  readonly state?: 'active' | 'paused' | undefined;
};

const FIELDS = ['name', 'url', 'description', 'eventTypes'] as const;

/** Changes, pauses and resumes a webhook, or takes it away with its log. */
@Injectable()
export class UpdateWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly client: WebhookClient,
    private readonly release: ReleaseDeliveries,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, id: string, change: WebhookChange, ifMatch: number | null): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.webhooks.lock(tx, id);
      if (before === null) {
        throw resourceNotFound();
      }
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const problem = change.url === undefined ? null : this.client.problemWith(change.url);
      if (problem !== null) {
        throw targetRefused(problem);
      }
      const changed = FIELDS.filter(
        (field) => change[field] !== undefined && String(change[field]) !== String(before[field]),
      );
      const isResumed = change.state === 'active' && before.state === 'paused';
      const isPaused = change.state === 'paused' && before.state !== 'paused';
      // Another receiver has not failed yet, and one that is resumed gets its day again.
      const isFresh = isResumed || changed.includes('url');
      const next: Webhook = {
        ...before,
        name: change.name ?? before.name,
        url: change.url ?? before.url,
        description: change.description ?? before.description,
        eventTypes: [...new Set(change.eventTypes ?? before.eventTypes)],
        ...(isFresh ? { failingSince: null, failures: 0, lastError: null } : {}),
        ...(isFresh && before.state === 'failing' ? { state: 'active' as const } : {}),
        ...(isResumed ? { state: 'active' as const, pausedReason: null } : {}),
        ...(isPaused ? { state: 'paused' as const, pausedReason: 'person' as const } : {}),
      };
      if (changed.length === 0 && !isResumed && !isPaused) {
        return { id };
      }
      await this.webhooks.update(tx, next);
      if (isResumed) {
        await this.release.execute(tx, id);
      } else if (isFresh) {
        this.release.hurry(tx, id);
      }
      const subject = { type: 'webhook', id };
      await this.events.append(tx, call, [
        ...(changed.length === 0
          ? []
          : [
              {
                name: 'webhook.updated',
                subject,
                audience: 'admin' as const,
                data: { fields: changed, version: next.version + 1 } satisfies WebhookEvents['webhook.updated'],
                personal: { name: next.name, url: next.url, description: next.description },
              },
            ]),
        ...(isPaused
          ? [
              {
                name: 'webhook.paused',
                subject,
                audience: 'admin' as const,
                data: { reason: 'person' } satisfies WebhookEvents['webhook.paused'],
              },
            ]
          : []),
        ...(isResumed
          ? [
              {
                name: 'webhook.resumed',
                subject,
                audience: 'admin' as const,
                data: {} satisfies WebhookEvents['webhook.resumed'],
              },
            ]
          : []),
      ]);
      return { id };
    });
  }

  async remove(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const webhook = await this.webhooks.lock(tx, id);
      if (webhook === null) {
        throw resourceNotFound();
      }
      await this.webhooks.remove(tx, id);
      await this.events.append(tx, call, [
        {
          name: 'webhook.deleted',
          subject: { type: 'webhook', id },
          audience: 'admin',
          data: {} satisfies WebhookEvents['webhook.deleted'],
          personal: { name: webhook.name, url: webhook.url },
        },
      ]);
      return null;
    });
  }
}
