import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { isId } from '../../../../kernel/ids.js';
import type { EarlierRefusal } from '../../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../../platform/http/request.js';
import { ListWebhooks } from '../use-cases/list-webhooks.js';

/** The 404 of one webhook, for a request that is wrong in shape as well. */
@Injectable()
export class WebhookSight implements EarlierRefusal {
  constructor(private readonly webhooks: ListWebhooks) {}

  async assertNone(call: PersonCall, request: DeskRequest): Promise<void> {
    const { id } = request.params as { id: string };
    if (isId(id)) {
      await this.webhooks.one(call, id);
    }
  }
}
