import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import { Database } from '../../../../platform/database/database.js';
import { UsersFacade, type PersonSummary } from '../../../users/users.facade.js';
import { WebhooksRepository, type ListedWebhook } from '../persistence/webhooks.repository.js';

export interface ShownWebhook extends ListedWebhook {
  /** Who made it, and is told when it is paused. */
  readonly owner: PersonSummary | null;
}

@Injectable()
export class ListWebhooks {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksRepository,
    private readonly users: UsersFacade,
  ) {}

  async execute(_call: PersonCall): Promise<ShownWebhook[]> {
    return this.withOwners(await this.webhooks.all(this.database));
  }

  async one(_call: PersonCall, id: string): Promise<ShownWebhook> {
    const found = await this.webhooks.find(this.database, id);
    const [shown] = found === null ? [] : await this.withOwners([found]);
    if (shown === undefined) {
      throw resourceNotFound();
    }
    return shown;
  }

  private async withOwners(webhooks: readonly ListedWebhook[]): Promise<ShownWebhook[]> {
    const people = await this.users.people(
      webhooks.flatMap(({ createdBy }) => (createdBy === null ? [] : [createdBy])),
    );
    return webhooks.map((webhook) => ({
      ...webhook,
      owner: webhook.createdBy === null ? null : (people.get(webhook.createdBy) ?? null),
    }));
  }
}
