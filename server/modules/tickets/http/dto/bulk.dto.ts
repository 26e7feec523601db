import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { ERROR_CODES, type ErrorCode } from '../../../../kernel/error-code.js';
import { Omittable } from '../../../../platform/http/fields.decorator.js';
import {
  HOLD_REASONS,
  PRIORITIES,
  STATUSES,
  type HoldReason,
  type Priority,
  type TicketStatus,
} from '../../domain/ticket-status.js';
import { TAGS_MOST } from '../../domain/ticket.js';
import { nullIsAbsent, REASON_LIMIT, TAG, TAG_RULE, TEXT_LIMIT, uniqueTags } from './change-ticket.dto.js';

export const BULK_ACTIONS = [
  'claim',
  'assign',
  'set_team',
  'set_priority',
  'change_status',
  'close',
  'reopen',
  'add_tags',
  'remove_tags',
] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

const OUTCOMES = ['done', 'unchanged', 'refused'] as const;

/** One change of many tickets, with the fields of the single call. */
export class BulkTicketsDto {
  /** Tickets; a twin counts once. */
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1, { message: 'Must name at least one ticket' })
  @ArrayMaxSize(100, { message: 'At most 100' })
  @IsUUID('all', { each: true, message: 'Must be ids' })
  ids: string[];

  /** What is done to each of them. */
  @ApiProperty({ enum: BULK_ACTIONS, enumName: 'TicketBulkAction' })
  @IsIn(BULK_ACTIONS, { message: `Must be one of: ${BULK_ACTIONS.join(', ')}` })
  action: BulkAction;

  /** Of assign: id of approved staff, or null for nobody (in Open only). */
  @ValidateIf((dto: BulkTicketsDto) => dto.assigneeId !== undefined && dto.assigneeId !== null)
  @IsUUID()
  assigneeId?: string | null;

  /** Of assign and set_team: id of a team, or null for none. */
  @ValidateIf((dto: BulkTicketsDto) => dto.teamId !== undefined && dto.teamId !== null)
  @IsUUID()
  teamId?: string | null;

  /** Of set_priority. */
  @Omittable()
  @IsIn(PRIORITIES)
  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'TicketPriority' })
  priority?: Priority;

  /** Of change_status. */
  @Omittable()
  @IsIn(STATUSES)
  @ApiPropertyOptional({ enum: STATUSES, enumName: 'TicketStatus' })
  status?: TicketStatus;

  /** Of change_status and reopen. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(REASON_LIMIT)
  reason?: string;

  /** Of change_status to On Hold. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsIn(HOLD_REASONS)
  @ApiPropertyOptional({ enum: HOLD_REASONS })
  holdReason?: HoldReason;

  /** Of change_status to Resolved: what was done, mailed to each requester. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsString()
  @MaxLength(TEXT_LIMIT)
  resolution?: string;

  /** Of change_status to a scheduled hold: UTC. */
  @IsOptional()
  @Transform(nullIsAbsent)
  @IsISO8601({ strict: true })
  until?: string;

  /** Of add_tags and remove_tags; the others of each ticket stay. */
  @Omittable()
  @Transform(uniqueTags)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TAGS_MOST)
  @IsString({ each: true })
  @Matches(TAG, { each: true, message: TAG_RULE })
  tags?: string[];
}

/** What became of one ticket. */
export class BulkResultDto {
  /** Id of the ticket. */
  id: string;
  /** Null for what the caller does not see. */
  number: string | null;
  /** `unchanged`: it was so already; `refused`: it is as it was, and the others are not concerned. */
  @ApiProperty({ enum: OUTCOMES })
  outcome: (typeof OUTCOMES)[number];
  /** Of the ticket now; null when it was refused. */
  version: number | null;
  /** Why it was refused, for machines; `TIME_OVER`: not tried, send it again. */
  @ApiPropertyOptional({ enum: ERROR_CODES })
  code?: ErrorCode;
  /** Why it was refused, for people. */
  error?: string;
}

/** What became of each ticket. */
export class BulkResultsDto {
  /** In the order of the request. */
  items: BulkResultDto[];
}
