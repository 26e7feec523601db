import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { WholeNumber } from '../../../../platform/http/fields.decorator.js';
import { MAIL_STATES, type MailState } from '../../domain/delivery.js';

export class MailAddressDto {
  /** As shown to the reader. */
  name: string;
  /** One address. */
  address: string;
}

export class MailItemDto {
  /** Of the message, not its Message-ID. */
  id: string;
  /** The one recipient. */
  to: MailAddressDto;
  /** As sent. */
  subject: string;
  /** Which template it was made of. */
  template: string;
  /** `bounced`: the recipient's server refused it for good. */
  state: MailState;
  /** How often handing it over was tried. */
  attempts: number;
  /** When it was queued. */
  createdAt: string;
  /** When it was handed over. */
  sentAt: string | null;
  /** What the last failed attempt said. */
  lastError: string | null;
  /** Whose account it is for; null: for an address alone. */
  personId: string | null;
  /** Language it is written in. */
  language: string;
  /** The message it went with, because several things happened shortly after each other; null: one of its own. */
  collapsedInto: string | null;
}

export class MailMessageDto extends MailItemDto {
  /** The HTML part; secret links are hidden unless this is the built-in mailbox. */
  html: string | null;
  /** The text part. */
  text: string | null;
  /** What else stands in the head of the message, by header name. */
  headers: Record<string, string>;
  /** What the mail server said when it took the message. */
  providerAnswer: string | null;
  /** Stands in the address that answers go to; null: answers belong to no ticket. */
  replyToken: string | null;
  /** Message-ID of the mail before it in the conversation. */
  inReplyTo: string | null;
}

export class MailListDto {
  /** Newest first. */
  items: MailItemDto[];
  /** Send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export class ListMailboxQuery {
  /** Only messages in this state. */
  @IsOptional()
  @IsIn(MAIL_STATES)
  state?: MailState;

  /** Only messages to exactly this address. */
  @IsOptional()
  @IsString()
  @MaxLength(254)
  to?: string;

  /** Only messages of this template. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  template?: string;

  /** Only messages for the account with this id. */
  @IsOptional()
  @IsUUID(undefined, { message: 'Must be an id' })
  person?: string;

  /** Only messages about the ticket with this number, like SS-000123. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  ticket?: string;

  /** Only messages with this in their subject, or in the name or address of their reader. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Only messages queued at or after this moment. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'Must be a date and time in ISO 8601' })
  since?: string;

  /** Only messages queued before this moment. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'Must be a date and time in ISO 8601' })
  until?: string;

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

export class ResentDto {
  /** The task that hands the message over again. */
  taskId: string;
}

export class SendTestMailDto {
  /** Where to. */
  @IsString()
  @MaxLength(254)
  to: string;
}

export class TestMailDto {
  /** The message in the log. */
  messageId: string;
  /** The task that hands it over. */
  taskId: string;
}
