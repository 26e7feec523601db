import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../../kernel/call.js';
import { Access } from '../../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../../platform/http/idempotency.interceptor.js';
import { ToldFirst } from '../../../../platform/http/refusal-order.interceptor.js';
import { ListDeliveries } from '../use-cases/list-deliveries.js';
import { SendAgain } from '../use-cases/send-again.js';
import { ListDeliveriesQuery, WebhookDeliveryDto, WebhookDeliveryListDto, WebhookSendDto } from './dto/webhook.dto.js';
import { WebhookSight } from './webhook-sight.js';
import { presentDeliveries, presentDelivery } from './webhook.presenter.js';

@ApiTags('webhooks')
@Controller('api/webhooks')
@Access('webhook:manage')
export class WebhookDeliveriesController {
  constructor(
    private readonly deliveries: ListDeliveries,
    private readonly send: SendAgain,
  ) {}

  /** What was sent to a webhook and what came of it, newest first; kept for 30 days. */
  @Get(':id/deliveries')
  @ToldFirst(WebhookSight)
  @ApiOkResponse({ type: WebhookDeliveryListDto })
  async listWebhookDeliveries(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Query() { state = [], type = [], cursor, limit }: ListDeliveriesQuery,
  ): Promise<WebhookDeliveryListDto> {
    return presentDeliveries(
      await this.deliveries.execute(call, id, { states: state, types: type, cursor: cursor ?? null, limit }),
    );
  }

  /** One line of the log. */
  @Get(':id/deliveries/:deliveryId')
  @ApiOkResponse({ type: WebhookDeliveryDto })
  async getWebhookDelivery(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
  ): Promise<WebhookDeliveryDto> {
    return presentDelivery(await this.deliveries.one(call, id, deliveryId));
  }

  /** Sends a message of the type `webhook.test`, once, also while the webhook is paused. */
  @Post(':id/test')
  @HttpCode(202)
  @Idempotent()
  @ApiAcceptedResponse({ type: WebhookSendDto })
  async testWebhook(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<WebhookSendDto> {
    const { deliveryId, taskId } = await this.send.test(call, id);
    return { deliveryId, taskId };
  }

  /** Sends the same message again under the same `webhook-id`, once. */
  @Post(':id/deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @Idempotent()
  @ApiAcceptedResponse({ type: WebhookSendDto })
  @ApiConflictResponse()
  async redeliverWebhook(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Param('deliveryId', IdPipe) webhookDeliveryId: string,
  ): Promise<WebhookSendDto> {
    const { deliveryId, taskId } = await this.send.redeliver(call, id, webhookDeliveryId);
    return { deliveryId, taskId };
  }
}
