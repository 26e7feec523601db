import type { CalendarException, OpenHours } from '../domain/calendar-rules.js';
import type { Escalation, SlaCalendar, SlaPolicy, Targets } from '../domain/sla-policy.js';
import type { TriedClock } from '../use-cases/try-policy.js';
import type { CalendarExceptionDto, OpenHoursDto, SlaCalendarDto, WeekDto } from './dto/calendar.dto.js';
import type { EscalationDto, PriorityTargetsDto, SlaPolicyDto, TargetsDto, TriedClockDto } from './dto/policy.dto.js';

/** Field by field in both directions: nothing is stored or shown that is not written here. */
function hours(given: readonly OpenHours[]): OpenHoursDto[] {
  return given.map(({ from, to }) => ({ from, to }));
}

export function plainWeek(week: SlaCalendar['week'] | WeekDto): WeekDto {
  return {
    monday: hours(week.monday),
    tuesday: hours(week.tuesday),
    wednesday: hours(week.wednesday),
    thursday: hours(week.thursday),
    friday: hours(week.friday),
    saturday: hours(week.saturday),
    sunday: hours(week.sunday),
  };
}

export function plainExceptions(given: readonly CalendarException[]): CalendarExceptionDto[] {
  return given.map((one) => ({ date: one.date, name: one.name, hours: hours(one.hours) }));
}

function targets({ firstResponse, nextReply, resolution }: Targets): TargetsDto {
  return { firstResponse, nextReply, resolution };
}

export function plainTargets(given: SlaPolicy['targets']): PriorityTargetsDto {
  return {
    Low: targets(given.Low),
    Medium: targets(given.Medium),
    High: targets(given.High),
    Critical: targets(given.Critical),
  };
}

export function plainEscalation({ onWarn, onBreach }: Escalation): EscalationDto {
  const { notify, raisePriority, teamId } = onBreach;
  return { onWarn: { notify: [...onWarn.notify] }, onBreach: { notify: [...notify], raisePriority, teamId } };
}

export function presentCalendar(calendar: SlaCalendar): SlaCalendarDto {
  return {
    id: calendar.id,
    name: calendar.name,
    timeZone: calendar.timeZone,
    week: plainWeek(calendar.week),
    exceptions: plainExceptions(calendar.exceptions),
    version: calendar.version,
  };
}

export function presentPolicy(policy: SlaPolicy): SlaPolicyDto {
  return {
    id: policy.id,
    name: policy.name,
    calendarId: policy.calendarId,
    categoryId: policy.categoryId,
    targets: plainTargets(policy.targets),
    warnAtPercent: policy.warnAtPercent,
    escalation: plainEscalation(policy.escalation),
    version: policy.version,
  };
}

export function presentTried(clock: TriedClock): TriedClockDto {
  return {
    kind: clock.kind,
    targetSeconds: clock.targetSeconds,
    dueAt: clock.dueAt?.toISOString() ?? null,
    segments: clock.segments.map(({ kind, from, to, seconds }) => ({
      kind,
      from: from.toISOString(),
      to: to.toISOString(),
      seconds,
    })),
  };
}
