import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../../kernel/page.js';
import { Line, Omittable, WholeNumber, WordsLike, WordsOf } from '../../../../../platform/http/fields.decorator.js';
import {
  DELIVERY_STATES,
  PAUSE_REASONS,
  WEBHOOK_ACTIONS,
  WEBHOOK_STATES,
  type DeliveryState,
  type PauseReason,
  type WebhookAction,
  type WebhookState,
} from '../../domain/webhook.js';
import {
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_GROUPS,
  type WebhookEventType,
  type WebhookGroup,
} from '../../domain/webhook-events.js';

const NAME_LIMIT = 100;
const URL_LIMIT = 2_000;
const DESCRIPTION_LIMIT = 500;
const SETTABLE = ['active', 'paused'] as const;

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

function EventTypes(): PropertyDecorator {
  return (target, name) => {
    for (const rule of [
      IsArray(),
      ArrayMinSize(1, { message: 'Choose at least one event' }),
      ArrayMaxSize(WEBHOOK_EVENT_TYPES.length),
      IsIn(WEBHOOK_EVENT_TYPES, { each: true, message: 'Must be of the types of GET /api/webhooks/event-types' }),
    ]) {
      rule(target, name);
    }
  };
}

/** A new webhook. */
export class CreateWebhookDto {
  /** What administrators call it, one line. */
  @IsDefined({ message: 'Please fill this in' })
  @Line(1, NAME_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: NAME_LIMIT })
  name: string;

  /** Where messages are posted: https, and no address of the inside. */
  @IsDefined({ message: 'Please fill this in' })
  @Line(1, URL_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: URL_LIMIT, example: 'https://example.com/hooks/desk' })
  url: string;

  /** What it is for, at most 500 characters. */
  @Omittable()
  @Transform(trimmed)
  @IsString()
  @MaxLength(DESCRIPTION_LIMIT)
  @ApiPropertyOptional({ maxLength: DESCRIPTION_LIMIT })
  description?: string;

  /** The events it is told of, at least one. */
  @IsDefined({ message: 'Please fill this in' })
  @EventTypes()
  @ApiProperty({ enum: WEBHOOK_EVENT_TYPES, enumName: 'WebhookEventType', isArray: true, minItems: 1 })
  eventTypes: WebhookEventType[];
}

/** Changes of a webhook; what is left out stays as it is. */
export class UpdateWebhookDto {
  /** What administrators call it, one line. */
  @Omittable()
  @Line(1, NAME_LIMIT)
  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_LIMIT })
  name?: string;

  /** Where messages are posted: https, and no address of the inside. */
  @Omittable()
  @Line(1, URL_LIMIT)
  @ApiPropertyOptional({ minLength: 1, maxLength: URL_LIMIT })
  url?: string;

  /** What it is for, at most 500 characters. */
  @Omittable()
  @Transform(trimmed)
  @IsString()
  @MaxLength(DESCRIPTION_LIMIT)
  @ApiPropertyOptional({ maxLength: DESCRIPTION_LIMIT })
  description?: string;

  /** The events it is told of, at least one. */
  @Omittable()
  @EventTypes()
  @ApiPropertyOptional({ enum: WEBHOOK_EVENT_TYPES, enumName: 'WebhookEventType', isArray: true, minItems: 1 })
  eventTypes?: WebhookEventType[];

  /** `paused` keeps what happens, for 7 days; `active` sends all of it. */
  @Omittable()
  @IsIn(SETTABLE, { message: `Must be one of: ${SETTABLE.join(', ')}` })
  @ApiPropertyOptional({ enum: SETTABLE })
  state?: 'active' | 'paused';
}

export class WebhookOwnerDto {
  id: string;
  name: string;
}

/** A receiver outside that is told of events. */
export class WebhookDto {
  id: string;
  name: string;
  url: string;
  description: string;
  @ApiProperty({ enum: WEBHOOK_EVENT_TYPES, enumName: 'WebhookEventType', isArray: true })
  eventTypes: WebhookEventType[];
  /** `failing`: its receiver fails and is tried again; `paused`: nothing is sent, events are kept for it. */
  @ApiProperty({ enum: WEBHOOK_STATES, enumName: 'WebhookState' })
  state: WebhookState;
  /** Who paused it: a person, the desk after a day of failures, or the receiver by answering 410 Gone. */
  @ApiProperty({ enum: [...PAUSE_REASONS, null], nullable: true, type: String })
  pausedReason: PauseReason | null;
  /** The first failure since the last success. */
  failingSince: string | null;
  /** Failed attempts in a row. */
  failures: number;
  lastSuccessAt: string | null;
  /** Why the last attempt failed; null after a success. */
  lastError: string | null;
  /** Deliveries on their way or kept for it. */
  waiting: number;
  /** Until then messages carry a second signature, made with the secret before. */
  oldSecretUntil: string | null;
  /** Who made it. */
  owner: WebhookOwnerDto | null;
  createdAt: string;
  updatedAt: string;
  /** Grows with every change by people; also the ETag. */
  version: number;
  /** What the caller may do. */
  @ApiProperty({ enum: WEBHOOK_ACTIONS, enumName: 'WebhookAction', isArray: true })
  allowedActions: WebhookAction[];
}

export class WebhookWithSecretDto extends WebhookDto {
  /** Checks the signatures (Standard Webhooks): `whsec_` and base64. Shown this once.
   * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD */
  secret: string;
}

export class WebhookListDto {
  /** By name. */
  items: WebhookDto[];
}

/** Something a webhook can be told of. */
export class WebhookEventTypeDto {
  @ApiProperty({ enum: WEBHOOK_EVENT_TYPES, enumName: 'WebhookEventType' })
  type: WebhookEventType;
  /** What kind of event. */
  @ApiProperty({ enum: WEBHOOK_GROUPS, enumName: 'WebhookEventGroup' })
  group: WebhookGroup;
  /** When it is told, in English. */
  description: string;
  /** What `data.change` of the message holds. */
  fields: string[];
}

export class WebhookEventTypeListDto {
  /** By kind. */
  items: WebhookEventTypeDto[];
}

/** A message to one webhook. */
export class WebhookDeliveryDto {
  /** Also the header `webhook-id`, the same on every attempt. */
  id: string;
  webhookId: string;
  /** Null for tests. */
  eventId: string | null;
  /** Of the event, or `webhook.test`.
   * @example ticket.submitted */
  type: string;
  /** `held`: kept until the webhook is resumed; `failed`: given up, can be sent again by hand. */
  @ApiProperty({ enum: DELIVERY_STATES, enumName: 'WebhookDeliveryState' })
  state: DeliveryState;
  attempts: number;
  /** Only while it waits. */
  nextAttemptAt: string | null;
  /** Status of the last answer; null when there was none. */
  responseStatus: number | null;
  /** The first 1,024 bytes of the last answer. */
  responseBody: string | null;
  /** Why the last attempt failed. */
  error: string | null;
  /** Of the last attempt, in milliseconds. */
  durationMs: number | null;
  attemptedAt: string | null;
  deliveredAt: string | null;
  createdAt: string;
  /** What is posted, exactly. */
  body: string;
  /** Whether it can be sent again by hand now. */
  canRedeliver: boolean;
}

export class WebhookDeliveryListDto {
  /** Newest first. */
  items: WebhookDeliveryDto[];
  /** Send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export class ListDeliveriesQuery {
  /** Only those in these states, several by comma. */
  @WordsOf(DELIVERY_STATES)
  @ApiPropertyOptional({ enum: DELIVERY_STATES, isArray: true })
  state?: DeliveryState[];

  /** Only those of these types, several by comma. */
  @WordsLike(/^[a-z_.]{1,60}$/, 'Must be types of events')
  type?: string[];

  /** Where the last page ended. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Rows of one page. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}

/** A message is on its way. */
export class WebhookSendDto {
  deliveryId: string;
  /** `GET /api/tasks/{id}` tells how it goes. */
  taskId: string;
}
