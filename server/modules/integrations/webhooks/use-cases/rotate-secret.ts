import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { WebhookEvents } from '../../integrations.events.js';
import { OLD_SECRET_LIVES } from '../domain/webhook.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';
import { WebhookSigner } from '../webhook-signer.js';

/** A new secret, shown this once. For a day messages carry a second signature, so that no receiver misses one. */
@Injectable()
export class RotateSecret {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly signer: WebhookSigner,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, id: string): Promise<string> {
    const { sealed } = await this.unitOfWork.run(call, async (tx) => {
      if ((await this.webhooks.lock(tx, id)) === null) {
        throw resourceNotFound();
      }
      const made = this.signer.create();
      const oldUntil = new Date(this.clock.now().getTime() + OLD_SECRET_LIVES);
      await this.webhooks.rotate(tx, id, made, oldUntil);
      await this.events.append(tx, call, [
        {
          name: 'webhook.secret_rotated',
          subject: { type: 'webhook', id },
          audience: 'admin',
          data: { oldSecretUntil: oldUntil.toISOString() } satisfies WebhookEvents['webhook.secret_rotated'],
        },
      ]);
      return { sealed: made };
    });
    return this.signer.open(sealed);
  }
}
