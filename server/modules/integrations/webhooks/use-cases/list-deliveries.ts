import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import type { Page } from '../../../../kernel/page.js';
import { Database } from '../../../../platform/database/database.js';
import { DeliveriesRepository, type Delivery, type DeliveryFilter } from '../persistence/deliveries.repository.js';
import { WebhooksRepository } from '../persistence/webhooks.repository.js';

/** The log of one webhook. */
@Injectable()
export class ListDeliveries {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksRepository,
    private readonly deliveries: DeliveriesRepository,
  ) {}

  async execute(_call: PersonCall, webhookId: string, filter: DeliveryFilter): Promise<Page<Delivery>> {
    if ((await this.webhooks.find(this.database, webhookId)) === null) {
      throw resourceNotFound();
    }
    return this.deliveries.page(this.database, webhookId, filter);
  }

  async one(_call: PersonCall, webhookId: string, id: string): Promise<Delivery> {
    const delivery = await this.deliveries.find(this.database, webhookId, id);
    if (delivery === null) {
      throw resourceNotFound();
    }
    return delivery;
  }
}
