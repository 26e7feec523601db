import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../../kernel/call.js';
import { Access } from '../../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../../platform/http/id.pipe.js';
import { Idempotent } from '../../../../platform/http/idempotency.interceptor.js';
import { ToldFirst } from '../../../../platform/http/refusal-order.interceptor.js';
import { IfMatch } from '../../../../platform/http/version-tag.interceptor.js';
import { CreateWebhook } from '../use-cases/create-webhook.js';
import { ListWebhooks } from '../use-cases/list-webhooks.js';
import { RotateSecret } from '../use-cases/rotate-secret.js';
import { UpdateWebhook } from '../use-cases/update-webhook.js';
import {
  CreateWebhookDto,
  UpdateWebhookDto,
  WebhookDto,
  WebhookEventTypeListDto,
  WebhookListDto,
  WebhookWithSecretDto,
} from './dto/webhook.dto.js';
import { WebhookSight } from './webhook-sight.js';
import { presentEventTypes, presentWebhook } from './webhook.presenter.js';

@ApiTags('webhooks')
@Controller('api/webhooks')
@Access('webhook:manage')
export class WebhooksController {
  constructor(
    private readonly list: ListWebhooks,
    private readonly create: CreateWebhook,
    private readonly update: UpdateWebhook,
    private readonly rotate: RotateSecret,
  ) {}

  /** Everything outside that is told of events. */
  @Get()
  @ApiOkResponse({ type: WebhookListDto })
  async listWebhooks(@CurrentCall() call: PersonCall): Promise<WebhookListDto> {
    return { items: (await this.list.execute(call)).map(presentWebhook) };
  }

  /** The events a webhook can be told of. */
  @Get('event-types')
  @ApiOkResponse({ type: WebhookEventTypeListDto })
  listWebhookEventTypes(): WebhookEventTypeListDto {
    return presentEventTypes();
  }

  /** A new webhook, at most 50; the answer holds its secret, which is never shown again. */
  @Post()
  @Idempotent()
  @ApiCreatedResponse({ type: WebhookWithSecretDto })
  @ApiConflictResponse()
  async createWebhook(@CurrentCall() call: PersonCall, @Body() dto: CreateWebhookDto): Promise<WebhookWithSecretDto> {
    const { name, url, description = '', eventTypes } = dto;
    const { id, secret } = await this.create.execute(call, { name, url, description, eventTypes });
    return { ...presentWebhook(await this.list.one(call, id)), secret };
  }

  /** One webhook. */
  @Get(':id')
  @ApiOkResponse({ type: WebhookDto })
  async getWebhook(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<WebhookDto> {
    return presentWebhook(await this.list.one(call, id));
  }

  /** Changes, pauses or resumes a webhook. */
  @Patch(':id')
  @ToldFirst(WebhookSight)
  @ApiOkResponse({ type: WebhookDto })
  async updateWebhook(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateWebhookDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<WebhookDto> {
    const { name, url, description, eventTypes, state } = dto;
    await this.update.execute(call, id, { name, url, description, eventTypes, state }, ifMatch);
    return presentWebhook(await this.list.one(call, id));
  }

  /** Takes a webhook away with its log; what is on its way is not sent any more. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteWebhook(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<void> {
    await this.update.remove(call, id);
  }

  /** A new secret, never shown again; for 24 hours messages are signed with the old one as well. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Idempotent()
  @ApiOkResponse({ type: WebhookWithSecretDto })
  async rotateWebhookSecret(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
  ): Promise<WebhookWithSecretDto> {
    const secret = await this.rotate.execute(call, id);
    return { ...presentWebhook(await this.list.one(call, id)), secret };
  }
}
