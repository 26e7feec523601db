import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, Min, ValidateNested } from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { NEEDS, TRANSITION_ACTORS, type Need, type TransitionActor } from '../../domain/ticket-lifecycle.js';
import { STATUS_CATEGORIES, STATUSES, type StatusCategory, type TicketStatus } from '../../domain/ticket-status.js';

/** Longest name of a status, in characters. */
const NAME_LIMIT = 40;
/** More than there are pairs of statuses. */
const TRANSITIONS_LIMIT = 100;

export class LifecycleStatusDto {
  /** Fixed for good; what answers, filters and the timeline say. */
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  key: TicketStatus;
  /** Fixed for good: what the desk relies on. */
  @ApiProperty({ enum: STATUS_CATEGORIES, enumName: 'StatusCategory' })
  category: StatusCategory;
  /** What staff read. */
  name: string;
  /** What the requester reads. */
  requesterName: string;
  /** Nothing leads out of it. */
  isFinal: boolean;
}

export class LifecycleTransitionDto {
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  from: TicketStatus;
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  to: TicketStatus;
  /** Who may: `owner` is the requester, `system` the desk itself. */
  @ApiProperty({ enum: TRANSITION_ACTORS, enumName: 'TransitionActor', isArray: true })
  who: TransitionActor[];
  /** What must be given with it; `assignee` must be a fact of the ticket. */
  @ApiProperty({ enum: NEEDS, enumName: 'TransitionNeed', isArray: true })
  needs: Need[];
  /** Back into work from an end; for the requester only within the reopen window. */
  isReopening: boolean;
  /** False: the desk cannot do without it. */
  isRemovable: boolean;
}

export class LifecycleAuthorDto {
  /** Id of the account. */
  id: string;
  /** First and last name. */
  name: string;
}

export class LifecycleDto {
  /** Grows with every change; also the ETag. */
  version: number;
  /** All of them, in the order of a ticket's life. */
  statuses: LifecycleStatusDto[];
  transitions: LifecycleTransitionDto[];
  /** Days after which a resolved ticket closes by itself, if its requester says nothing; a setting, not of the version. */
  autoCloseDays: number;
  /** What is wrong with it, a sentence each; empty but after an upgrade with new rules. */
  problems: string[];
  /** When it was last changed. */
  updatedAt: string;
  /** By whom; null: by nobody yet. For administrators. */
  updatedBy: LifecycleAuthorDto | null;
}

export class StatusWordsDto {
  @IsIn(STATUSES)
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  key: TicketStatus;

  /** What staff read: one line, at most 40 characters, unlike every other status. */
  @Line(1, NAME_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: NAME_LIMIT })
  name: string;

  /** What the requester reads: one line, at most 40 characters. */
  @Line(1, NAME_LIMIT)
  @ApiProperty({ minLength: 1, maxLength: NAME_LIMIT })
  requesterName: string;
}

export class WishedTransitionDto {
  @IsIn(STATUSES)
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  from: TicketStatus;

  @IsIn(STATUSES)
  @ApiProperty({ enum: STATUSES, enumName: 'TicketStatus' })
  to: TicketStatus;

  /** Who may: `owner` is the requester, `system` the desk itself. */
  @IsArray()
  @ArrayUnique()
  @IsIn(TRANSITION_ACTORS, { each: true })
  @ApiProperty({ enum: TRANSITION_ACTORS, enumName: 'TransitionActor', isArray: true })
  who: TransitionActor[];

  /** What must be given with it. */
  @IsArray()
  @ArrayUnique()
  @IsIn(NEEDS, { each: true })
  @ApiProperty({ enum: NEEDS, enumName: 'TransitionNeed', isArray: true })
  needs: Need[];
}

export class WishedLifecycleDto {
  /** Words of statuses, each at most once; those left out keep theirs. */
  @IsArray()
  @ArrayMaxSize(STATUSES.length)
  @ArrayUnique(({ key }: StatusWordsDto) => key)
  @ValidateNested({ each: true })
  @Type(() => StatusWordsDto)
  statuses: StatusWordsDto[];

  /** All transitions that there shall be. */
  @IsArray()
  @ArrayMaxSize(TRANSITIONS_LIMIT)
  @ValidateNested({ each: true })
  @Type(() => WishedTransitionDto)
  transitions: WishedTransitionDto[];
}

export class ChangeLifecycleDto extends WishedLifecycleDto {
  /** The version this change is based on; a newer one is 412, as with If-Match. */
  @Omittable()
  @IsInt()
  @Min(1)
  @ApiPropertyOptional({ minimum: 1 })
  version?: number;
}

export class LifecycleProblemsDto {
  /** A sentence each; none: it can be saved. */
  problems: string[];
}
