import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import {
  HOLD_REASONS,
  PRIORITIES,
  STATUSES,
  type HoldReason,
  type Priority,
  type TicketStatus,
} from '../../domain/ticket-status.js';
import { TAGS_MOST } from '../../domain/ticket.js';
import { COMMENT_VISIBILITIES, type CommentVisibility } from '../../domain/comment.js';

/** Longest text, in characters (`api.md`, Shapes). */
export const TEXT_LIMIT = 50_000;
const SUBJECT_LIMIT = 200;
export const REASON_LIMIT = 2_000;

/** Multipart has only text: `true` and `false` are what JSON's booleans would have been. */
const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value === '' ? undefined : value;
/** Blank at both ends is no content, so that an empty form is an empty form. */
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
/** Clients write null for what they leave out. */
export const nullIsAbsent = ({ value }: { value: unknown }): unknown => value ?? undefined;
/** What a form sends for a choice that nobody made. */
const emptyIsAbsent = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : (value ?? undefined));
/** Each once, without blanks at its ends. */
export const uniqueTags = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value)
    ? [...new Set(value.map((tag: unknown) => (typeof tag === 'string' ? tag.trim() : tag)))]
    : value;
export const TAG = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;
export const TAG_RULE = 'Tags have 1 to 40 letters, digits, blanks, dots or dashes';
/** The greatest version that the database can hold. */
const VERSION_LIMIT = 2_147_483_647;

function SeenVersion(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsInt(), Min(1), Max(VERSION_LIMIT));
}

const NOT_BLANK = 'Please fill this in';

export class CreateTicketDto {
  /** One line, at most 200 characters. */
  @Line(1, SUBJECT_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: SUBJECT_LIMIT })
  subject: string;

  /** Key or name of a category. */
  @Transform(trimmed)
  @IsString({ message: 'Please choose a category' })
  @IsNotEmpty({ message: 'Please choose a category' })
  @MaxLength(100)
  category: string;

  /** Markdown, at most 50,000 characters. */
  @Transform(trimmed)
  @IsString({ message: NOT_BLANK })
  @IsNotEmpty({ message: NOT_BLANK })
  @MaxLength(TEXT_LIMIT, { message: 'At most 50,000 characters; attach longer texts as a file' })
  description: string;

  /** Seen only by those who are on it, and administrators. */
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  confidential?: boolean;

  /** Staff only; Medium by default. */
  @IsOptional()
  @Transform(emptyIsAbsent)
  @IsIn(PRIORITIES)
  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority' })
  priority?: Priority;

  /** Staff only: id of the person whose ticket this is. */
  @IsOptional()
  @Transform(emptyIsAbsent)
  @IsUUID()
  onBehalfOf?: string;
}

export class UpdateTicketDto {
  /** One line, at most 200 characters. */
  @Omittable()
  @Line(1, SUBJECT_LIMIT)
  @ApiPropertyOptional({ minLength: 1, maxLength: SUBJECT_LIMIT })
  subject?: string;

  /** Markdown, at most 50,000 characters. */
  @Omittable()
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: NOT_BLANK })
  @MaxLength(TEXT_LIMIT)
  description?: string;

  /** Key or name of a category. */
  @Omittable()
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  category?: string;

  /** Staff only. */
  @Omittable()
  @IsIn(PRIORITIES)
  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority' })
  priority?: Priority;

  /** Staff only; null: no team. */
  @ValidateIf((dto: UpdateTicketDto) => dto.teamId !== undefined && dto.teamId !== null)
  @IsUUID()
  teamId?: string | null;

  /** Staff only; replaces all tags. */
  @Omittable()
  @Transform(uniqueTags)
  @IsArray()
  @ArrayMaxSize(TAGS_MOST)
  @IsString({ each: true })
  @Matches(TAG, { each: true, message: TAG_RULE })
  tags?: string[];

  /** Staff only once the ticket exists. */
  @Omittable()
  @IsBoolean()
  confidential?: boolean;

  /** The version the caller had seen: changes to other fields since then are merged. */
  @SeenVersion()
  version?: number;
}

export class ChangeStatusDto {
  @IsIn(STATUSES)
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  status: TicketStatus;

  /** Needed to reject and to reopen. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(REASON_LIMIT)
  reason?: string;

  /** Needed for On Hold. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsIn(HOLD_REASONS)
  @ApiPropertyOptional({ enum: HOLD_REASONS })
  holdReason?: HoldReason;

  /** Needed for Resolved: what was done, mailed to the requester. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(TEXT_LIMIT)
  resolution?: string;

  /** Needed when `holdReason` is scheduled: UTC. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsISO8601({ strict: true })
  until?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class AssignTicketDto {
  /** Id of approved staff, or null for nobody (in Open only). */
  @ValidateIf((dto: AssignTicketDto) => dto.assigneeId !== undefined && dto.assigneeId !== null)
  @IsUUID()
  assigneeId?: string | null;

  /** Id of a team, or null for none. */
  @ValidateIf((dto: AssignTicketDto) => dto.teamId !== undefined && dto.teamId !== null)
  @IsUUID()
  teamId?: string | null;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class WithdrawTicketDto {
  /** Told to staff. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(REASON_LIMIT)
  reason?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class CloseTicketDto {
  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class ReopenTicketDto {
  /** Why it is not solved. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(REASON_LIMIT)
  reason?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class CreateCommentDto {
  /** Markdown, at most 50,000 characters; may be left out when files come with it. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(TEXT_LIMIT, { message: 'At most 50,000 characters; attach longer texts as a file' })
  body?: string;

  /** `internal` is a note for staff; public by default. */
  @IsOptional()
  @Transform(emptyIsAbsent)
  @IsIn(COMMENT_VISIBILITIES)
  @ApiPropertyOptional({ enum: COMMENT_VISIBILITIES })
  visibility?: CommentVisibility;
}
