import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { COMMENT_VISIBILITIES, type CommentVisibility } from '../../domain/comment.js';
import {
  HOLD_REASONS,
  PRIORITIES,
  STATUSES,
  type HoldReason,
  type Level,
  type Priority,
  type TicketStatus,
} from '../../domain/ticket-status.js';
import { MENTIONS_MOST } from '../../domain/mention.js';
import {
  emptyIsAbsent,
  HoldUntil,
  IdOrNone,
  LevelOrNone,
  PriorityField,
  Reason,
  Resolution,
  TagsField,
  TEXT_LIMIT,
  UploadIds,
  VERSION_LIMIT,
  WhyOnHold,
} from './ticket-fields.js';

const SUBJECT_LIMIT = 200;

/** Multipart has only text: `true` and `false` are what JSON's booleans would have been. */
const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value === '' ? undefined : value;
/** Blank at both ends is no content, so that an empty form is an empty form. */
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
/** Multipart has only text: there it comes as its JSON. */
const statusOfForm = ({ obj }: { obj: object }): unknown => {
  const given: unknown = Reflect.get(obj, 'then');
  const value = typeof given === 'string' ? parsed(given) : given;
  return typeof value === 'object' && value !== null ? plainToInstance(ChangeStatusDto, value) : (value ?? undefined);
};
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // The field's own rule says what it must be.
    return text;
  }
}

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

  /** Staff only; by default what impact and urgency say (where the desk wants it), that of the category, or Medium. */
  @IsOptional()
  @Transform(emptyIsAbsent)
  @IsIn(PRIORITIES)
  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority' })
  priority?: Priority;

  /** Staff only: how many are hit and how hard. */
  @Transform(emptyIsAbsent)
  @LevelOrNone()
  impact?: Level;

  /** Staff only: how soon it hurts. */
  @Transform(emptyIsAbsent)
  @LevelOrNone()
  urgency?: Level;

  /** Staff only: id of the person whose ticket this is. */
  @IsOptional()
  @Transform(emptyIsAbsent)
  @IsUUID()
  onBehalfOf?: string;

  /** Ids of files that wait to be sent (`POST /api/uploads`), at most 10; in multipart as JSON or by comma. */
  @UploadIds()
  uploadIds?: string[];
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
  @PriorityField()
  priority?: Priority;

  /** Staff only: how many are hit and how hard; null: not known. Moves the priority where the desk wants it. */
  @LevelOrNone()
  impact?: Level | null;

  /** Staff only: how soon it hurts; null: not known. Moves the priority where the desk wants it. */
  @LevelOrNone()
  urgency?: Level | null;

  /** Staff only; null: no team. */
  @IdOrNone()
  teamId?: string | null;

  /** Staff only; replaces all tags. */
  @TagsField({ least: 0 })
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
  @Reason()
  reason?: string;

  /** Needed for On Hold. */
  @WhyOnHold()
  holdReason?: HoldReason;

  /** Needed for Resolved: what was done, mailed to the requester. */
  @Resolution()
  resolution?: string;

  /** Needed when `holdReason` is scheduled: UTC. */
  @HoldUntil()
  until?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class ChangeHoldDto {
  /** What it waits for now. */
  @IsIn(HOLD_REASONS)
  @ApiProperty({ enum: HOLD_REASONS })
  holdReason: HoldReason;

  /** Needed when `holdReason` is scheduled: when the hold ends by itself, UTC. */
  @HoldUntil()
  until?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class SeenDto {
  /**
   * Id of the newest item of the timeline that the caller was shown: what came after it stays unread. All that happened
   * so far when it is left out.
   */
  @Omittable()
  @IsUUID()
  through?: string;
}

export class AssignTicketDto {
  /** Id of approved staff, or null for nobody (in Open only). */
  @IdOrNone()
  assigneeId?: string | null;

  /** Id of a team, or null for none. */
  @IdOrNone()
  teamId?: string | null;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class WithdrawTicketDto {
  /** Told to staff. */
  @Reason()
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
  @Reason()
  reason?: string;

  /** The version the caller had seen. */
  @SeenVersion()
  version?: number;
}

export class AddAttachmentsDto {
  /** Ids of files that wait to be sent (`POST /api/uploads`), at most 10; in multipart as JSON or by comma. */
  @UploadIds()
  uploadIds?: string[];
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

  /** Ids of files that wait to be sent (`POST /api/uploads`), at most 10; in multipart as JSON or by comma. */
  @UploadIds()
  uploadIds?: string[];

  /** Staff only: the status to set with it, all or nothing; in multipart as JSON. The rules of `POST …/status`. */
  @IsOptional()
  @Transform(statusOfForm)
  @IsObject({ message: 'Must be what POST …/status takes' })
  @ValidateNested()
  then?: ChangeStatusDto;
}

/** Whom a message would reach. */
export class ReceiversQueryDto {
  /** `public` by default. */
  @IsOptional()
  @IsIn(COMMENT_VISIBILITIES)
  @ApiPropertyOptional({ enum: COMMENT_VISIBILITIES })
  visibility?: CommentVisibility;

  /** Ids of people who would be named in it, several by comma; at most 20. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
  @ArrayMaxSize(MENTIONS_MOST)
  @IsUUID(undefined, { each: true })
  mentioned?: string[];
}
