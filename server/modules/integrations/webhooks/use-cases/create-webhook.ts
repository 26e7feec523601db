import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { newId } from '../../../../kernel/ids.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { WebhookEvents } from '../../integrations.events.js';
import { WEBHOOKS_AT_MOST } from '../domain/webhook.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { WebhookSigner } from '../webhook-signer.js';
import { WebhookClient } from '../webhook.client.js';
import { targetRefused, webhooksFull } from '../webhooks.errors.js';

export interface WebhookFields {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
}

/** A new webhook with a secret that is shown this once. */
@Injectable()
export class CreateWebhook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly signer: WebhookSigner,
    private readonly client: WebhookClient,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, fields: WebhookFields): Promise<{ id: string; secret: string }> {
    const problem = this.client.problemWith(fields.url);
    if (problem !== null) {
      throw targetRefused(problem);
    }
    // Sealed, because the result of a call with an Idempotency-Key is kept.
    const { id, sealed } = await this.unitOfWork.run(call, async (tx) => {
      if ((await this.webhooks.count(tx)) >= WEBHOOKS_AT_MOST) {
        throw webhooksFull(WEBHOOKS_AT_MOST);
      }
      const webhook = {
        ...fields,
        eventTypes: [...new Set(fields.eventTypes)],
        id: newId(),
        createdBy: call.actor.id,
        sealedSecret: this.signer.create(),
      };
      await this.webhooks.insert(tx, webhook);
      await this.events.append(tx, call, [
        {
          name: 'webhook.created',
          subject: { type: 'webhook', id: webhook.id },
          audience: 'admin',
          data: { eventTypes: webhook.eventTypes } satisfies WebhookEvents['webhook.created'],
          personal: { name: fields.name, url: fields.url, description: fields.description },
        },
      ]);
      return { id: webhook.id, sealed: webhook.sealedSecret };
    });
    return { id, secret: this.signer.open(sealed) };
  }
}
