import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { ERROR_CODES, type ErrorCode } from '../../../../kernel/error-code.js';
import { Omittable } from '../../../../platform/http/fields.decorator.js';
import { STATUSES, type HoldReason, type Level, type Priority, type TicketStatus } from '../../domain/ticket-status.js';
import {
  HoldUntil,
  IdOrNone,
  LevelOrNone,
  PriorityField,
  Reason,
  Resolution,
  TagsField,
  VERSION_LIMIT,
  WhyOnHold,
} from './ticket-fields.js';

export const BULK_ACTIONS = [
  'claim',
  'assign',
  'set_team',
  'set_priority',
  'set_impact',
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

  /**
   * The versions that the caller had seen, one for each of `ids` in their order: where the same field was changed since,
   * the ticket stays as it is. By default nothing is compared.
   */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(100, { message: 'At most 100' })
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(VERSION_LIMIT, { each: true })
  @ApiPropertyOptional({ type: [Number], maxItems: 100 })
  versions?: number[];

  /** What is done to each of them. */
  @ApiProperty({ enum: BULK_ACTIONS, enumName: 'TicketBulkAction' })
  @IsIn(BULK_ACTIONS, { message: `Must be one of: ${BULK_ACTIONS.join(', ')}` })
  action: BulkAction;

  /** Of assign: id of approved staff, or null for nobody (in Open only). */
  @IdOrNone()
  assigneeId?: string | null;

  /** Of assign and set_team: id of a team, or null for none. */
  @IdOrNone()
  teamId?: string | null;

  /** Of set_priority. */
  @PriorityField()
  priority?: Priority;

  /** Of set_impact: how many are hit and how hard; null: not known. */
  @LevelOrNone()
  impact?: Level | null;

  /** Of set_impact: how soon it hurts; null: not known. */
  @LevelOrNone()
  urgency?: Level | null;

  /** Of change_status. */
  @Omittable()
  @IsIn(STATUSES)
  @ApiPropertyOptional({ enum: STATUSES, enumName: 'TicketStatus' })
  status?: TicketStatus;

  /** Of change_status and reopen. */
  @Reason()
  reason?: string;

  /** Of change_status to On Hold. */
  @WhyOnHold()
  holdReason?: HoldReason;

  /** Of change_status to Resolved: what was done, mailed to each requester. */
  @Resolution()
  resolution?: string;

  /** Of change_status to a scheduled hold: UTC. */
  @HoldUntil()
  until?: string;

  /** Of add_tags and remove_tags; the others of each ticket stay. */
  @TagsField({ least: 1 })
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
