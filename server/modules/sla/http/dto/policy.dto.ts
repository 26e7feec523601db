import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { SEGMENT_KINDS, type SegmentKind } from '../../domain/sla-clock.js';
import {
  CLOCK_KINDS,
  ESCALATION_RECIPIENTS,
  SLA_PRIORITIES,
  type ClockKind,
  type EscalationRecipient,
  type SlaPriority,
} from '../../domain/sla-policy.js';

function Seconds(): PropertyDecorator {
  return (target, name) => {
    const rules = [
      ApiProperty({ type: Number, nullable: true, minimum: 60, maximum: 7_776_000 }),
      ValidateIf((_object, value: unknown) => value !== null),
      IsInt({ message: 'Must be a whole number of seconds, or null for no promise' }),
      Min(60, { message: 'Must be at least a minute' }),
      Max(7_776_000, { message: 'Must be at most 7776000 seconds' }),
    ] as PropertyDecorator[];
    rules.forEach((rule) => {
      rule(target, name);
    });
  };
}

/** Seconds of business time; null promises nothing. */
export class TargetsDto {
  /** Until the first public answer by staff. */
  @Seconds()
  firstResponse: number | null;
  /** Until staff answers what the requester wrote later. */
  @Seconds()
  nextReply: number | null;
  /** Until it is solved. */
  @Seconds()
  resolution: number | null;
}

function OfPriority(): PropertyDecorator {
  return (target, name) => {
    for (const rule of [IsDefined(), IsObject(), ValidateNested(), Type(() => TargetsDto)] as PropertyDecorator[]) {
      rule(target, name);
    }
  };
}

export class PriorityTargetsDto {
  /** Of tickets of the lowest priority. */
  @OfPriority()
  Low: TargetsDto;
  /** Of tickets as they come. */
  @OfPriority()
  Medium: TargetsDto;
  /** Of tickets of high priority. */
  @OfPriority()
  High: TargetsDto;
  /** Of tickets of the highest priority. */
  @OfPriority()
  Critical: TargetsDto;
}

function Recipients(): PropertyDecorator {
  return (target, name) => {
    for (const rule of [
      IsArray(),
      ArrayUnique(),
      IsIn(ESCALATION_RECIPIENTS, { each: true, message: `Must be of: ${ESCALATION_RECIPIENTS.join(', ')}` }),
      ApiProperty({ enum: ESCALATION_RECIPIENTS, enumName: 'SlaRecipient', isArray: true }),
    ] as PropertyDecorator[]) {
      rule(target, name);
    }
  };
}

export class OnWarnDto {
  /** Who is told; nobody when empty. Where nobody works on the ticket, its team is told in place of the assignee, and without one the administrators. */
  @Recipients()
  notify: EscalationRecipient[];
}

export class OnBreachDto extends OnWarnDto {
  /** One step up, once in the life of a ticket. */
  @IsBoolean()
  raisePriority: boolean;
  /** The team that gets it; null: it stays where it is. Whoever works on it stays its assignee. */
  @ValidateIf((dto: OnBreachDto) => dto.teamId !== null)
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  teamId: string | null;
}

/** What follows by itself. */
export class EscalationDto {
  /** When the time of the warning has come. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => OnWarnDto)
  onWarn: OnWarnDto;
  /** When a promise is broken. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => OnBreachDto)
  onBreach: OnBreachDto;
}

export class SlaPolicyDto {
  id: string;
  name: string;
  /** The calendar it counts by. */
  calendarId: string;
  /** Whose tickets; null: of every category that has no policy of its own. */
  categoryId: string | null;
  targets: PriorityTargetsDto;
  /** Percent of a target after which a warning is due. */
  warnAtPercent: number;
  /** What follows by itself on a warning and on a breach. */
  escalation: EscalationDto;
  /** Grows with every change; also the ETag. */
  version: number;
}

export class SlaPolicyListDto {
  items: SlaPolicyDto[];
}

export class CreateSlaPolicyDto {
  /** Unique. */
  @Line(1, 80)
  name: string;

  /** The calendar it counts by. */
  @IsUUID()
  calendarId: string;

  /** Each category has at most one. */
  @IsUUID()
  categoryId: string;

  /** What is promised at each priority. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PriorityTargetsDto)
  targets: PriorityTargetsDto;

  /** 1 to 99; 75 by default. */
  @Omittable()
  @IsInt()
  @Min(1)
  @Max(99)
  warnAtPercent?: number;

  /** The assignee is warned, assignee and team hear of a breach, by default. */
  @Omittable()
  @IsObject()
  @ValidateNested()
  @Type(() => EscalationDto)
  escalation?: EscalationDto;
}

export class UpdateSlaPolicyDto {
  /** Unique. */
  @Omittable()
  @Line(1, 80)
  name?: string;

  /** The calendar it counts by. */
  @Omittable()
  @IsUUID()
  calendarId?: string;

  /** Each category has at most one; the policy for everything else keeps that part. */
  @Omittable()
  @IsUUID()
  categoryId?: string;

  /** All targets anew. */
  @Omittable()
  @IsObject()
  @ValidateNested()
  @Type(() => PriorityTargetsDto)
  targets?: PriorityTargetsDto;

  /** 1 to 99. */
  @Omittable()
  @IsInt()
  @Min(1)
  @Max(99)
  warnAtPercent?: number;

  /** Both parts anew. */
  @Omittable()
  @IsObject()
  @ValidateNested()
  @Type(() => EscalationDto)
  escalation?: EscalationDto;
}

export class PauseDto {
  /** UTC; at most a year from the start. */
  @IsISO8601({ strict: true })
  from: string;

  /** UTC, at most a year from the start; left out, it lasts still. */
  @Omittable()
  @IsISO8601({ strict: true })
  to?: string;
}

export class TrySlaPolicyDto {
  /** Of the ticket that is thought of. */
  @IsIn(SLA_PRIORITIES)
  @ApiProperty({ enum: SLA_PRIORITIES, enumName: 'TicketPriority' })
  priority: SlaPriority;

  /** When its clocks begin, UTC. */
  @IsISO8601({ strict: true })
  start: string;

  /** When it is looked at, UTC, at most a year from the start; the start by default. */
  @Omittable()
  @IsISO8601({ strict: true })
  at?: string;

  /** When it is on hold, in any order. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PauseDto)
  @ApiPropertyOptional({ type: [PauseDto] })
  pauses?: PauseDto[];
}

export class SlaSegmentDto {
  /** What the time was: only `running` and `remaining` use the target up. */
  @ApiProperty({ enum: SEGMENT_KINDS, enumName: 'SlaSegmentKind' })
  kind: SegmentKind;
  from: string;
  to: string;
  /** Business time that went by in it; running and remaining seconds add up to the target. */
  seconds: number;
}

export class TriedClockDto {
  /** Which promise. */
  @ApiProperty({ enum: CLOCK_KINDS, enumName: 'SlaClockKind' })
  kind: ClockKind;
  /** Seconds of business time. */
  targetSeconds: number;
  /** Null while a pause has no end. */
  dueAt: string | null;
  /** How it comes about, without gaps. */
  segments: SlaSegmentDto[];
}

export class TriedPolicyDto {
  /** Promises of this policy at that priority. */
  items: TriedClockDto[];
}
