import { inject, Injectable } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type {
  WebhookDeliveryDto,
  WebhookDeliveryListDto,
  WebhookDeliveryState,
  WebhookDto,
  WebhookEventType,
  WebhookEventTypeDto,
  WebhookSendDto,
  WebhookWithSecretDto,
} from '../../api/types';

export interface WebhookFields {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly WebhookEventType[];
}

/** The only file that knows where webhooks are looked after. */
@Injectable({ providedIn: 'root' })
export class WebhooksApi {
  private readonly api = inject(ApiClient);

  async list(): Promise<WebhookDto[]> {
    return (await this.api.get<{ items: WebhookDto[] }>('/api/webhooks')).items;
  }

  async eventTypes(): Promise<WebhookEventTypeDto[]> {
    return (await this.api.get<{ items: WebhookEventTypeDto[] }>('/api/webhooks/event-types')).items;
  }

  create(fields: WebhookFields): Promise<WebhookWithSecretDto> {
    return this.api.post('/api/webhooks', fields);
  }

  change(id: string, fields: Partial<WebhookFields> & { state?: 'active' | 'paused' }): Promise<WebhookDto> {
    return this.api.patch(this.path(id), fields);
  }

  delete(id: string): Promise<void> {
    return this.api.delete(this.path(id));
  }

  rotate(id: string): Promise<WebhookWithSecretDto> {
    return this.api.post(`${this.path(id)}/rotate-secret`);
  }

  test(id: string): Promise<WebhookSendDto> {
    return this.api.post(`${this.path(id)}/test`);
  }

  deliveries(id: string, state: WebhookDeliveryState | null, cursor: string | null): Promise<WebhookDeliveryListDto> {
    return this.api.get(`${this.path(id)}/deliveries`, { state, cursor, limit: 25 });
  }

  redeliver({ id, webhookId }: WebhookDeliveryDto): Promise<WebhookSendDto> {
    return this.api.post(`${this.path(webhookId)}/deliveries/${encodeURIComponent(id)}/redeliver`);
  }

  private path(id: string): string {
    return `/api/webhooks/${encodeURIComponent(id)}`;
  }
}
