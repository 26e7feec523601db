import { ApiProperty } from '@nestjs/swagger';
import {
  CLOCK_KINDS,
  CLOCK_STATES,
  SEGMENT_CAUSES,
  SEGMENT_KINDS,
  STANDING_STATES,
  type ClockKind,
  type ClockState,
  type SegmentCause,
  type SegmentKind,
  type StandingState,
} from '../../../sla/sla.facade.js';
import { HOLD_REASONS, type HoldReason } from '../../domain/ticket-status.js';
import { PersonDto } from './person.dto.js';

/** The promise that is to be kept first. */
export class NextPromiseDto {
  /** Which promise. */
  @ApiProperty({ enum: CLOCK_KINDS, enumName: 'SlaClockKind' })
  kind: ClockKind;
  /** UTC; null while it stands still. */
  dueAt: string | null;
  /** When the warning is given, UTC; null while it stands still. */
  warnAt: string | null;
  /** `warning`: past its warning; `breached`: past its time. */
  @ApiProperty({ enum: STANDING_STATES, enumName: 'SlaStandingState' })
  state: StandingState;
  /** Seconds of business time. */
  targetSeconds: number;
  /** Seconds of business time that are left; negative once it is overdue. */
  remainingSeconds: number;
}

/** Where the promises of a ticket stand. */
export class TicketSlaDto {
  /** Null when nothing is owed now. */
  next: NextPromiseDto | null;
  /** Promises that were broken, kept later or not. */
  @ApiProperty({ enum: CLOCK_KINDS, enumName: 'SlaClockKind', isArray: true })
  breached: ClockKind[];
}

export class SlaPolicyRefDto {
  id: string;
  name: string;
  /** The one that holds for this ticket; later changes of the policy do not move its promises. */
  version: number;
}

export class SlaCalendarRefDto {
  id: string;
  name: string;
  /** IANA name. */
  timeZone: string;
}

/** A stretch of a clock's way. */
export class TicketSlaSegmentDto {
  /** What the time was: only `running` and `remaining` use the target up. */
  @ApiProperty({ enum: SEGMENT_KINDS, enumName: 'SlaSegmentKind' })
  kind: SegmentKind;
  /** UTC. */
  from: string;
  /** UTC, not included. */
  to: string;
  /** Business time that went by in it; running and remaining seconds add up to the target. */
  seconds: number;
  /** What it goes back to. */
  @ApiProperty({ enum: SEGMENT_CAUSES, enumName: 'SlaSegmentCause' })
  cause: SegmentCause;
  /** What an `on_hold` waited for. */
  @ApiProperty({ enum: [...HOLD_REASONS, null], nullable: true, type: String })
  holdReason: HoldReason | null;
  /** Whose act that was; null for the desk itself. */
  actor: PersonDto | null;
}

export class TicketClockDto {
  /** Which promise. */
  @ApiProperty({ enum: CLOCK_KINDS, enumName: 'SlaClockKind' })
  kind: ClockKind;
  /** Seconds of business time. */
  targetSeconds: number;
  /** UTC. */
  startedAt: string;
  /** UTC; null while it stands still. */
  dueAt: string | null;
  /** When the warning is given, UTC; null while it stands still. */
  warnAt: string | null;
  /** When it was kept, UTC; also when that was too late. */
  metAt: string | null;
  /** When its time was over, UTC; written once and never changed. */
  breachedAt: string | null;
  /** `breached` stays, also once it is kept; `cancelled`: the ticket ended before, and nothing is owed any more. */
  @ApiProperty({ enum: CLOCK_STATES, enumName: 'SlaClockState' })
  state: ClockState;
  /** Seconds of business time that counted until now, or until it was kept. */
  elapsedSeconds: number;
  /** Target less elapsed: negative when it took longer. */
  remainingSeconds: number;
  /** How it came about, without gaps; up to now, or to when it was kept, and from there to the due date. */
  segments: TicketSlaSegmentDto[];
}

/** Everything that is promised for a ticket, and why it is due when it is. */
export class TicketClocksDto {
  /** Null where nothing was ever promised. */
  policy: SlaPolicyRefDto | null;
  /** Null where nothing was ever promised. */
  calendar: SlaCalendarRefDto | null;
  /** In the order in which they began. */
  clocks: TicketClockDto[];
}
