import type { LedgerSegment, Standing } from '../../sla/sla.facade.js';
import { HOLD_REASONS } from '../domain/ticket-status.js';
import type { TicketClocks } from '../use-cases/read-ticket-clocks.js';
import type { TicketClocksDto, TicketSlaDto, TicketSlaSegmentDto } from './dto/ticket-sla.dto.js';
import { presentPerson } from './present-person.js';

export function presentStanding({ next, breached }: Standing): TicketSlaDto {
  return {
    next:
      next === null
        ? null
        : {
            kind: next.kind,
            dueAt: next.dueAt,
            warnAt: next.warnAt,
            state: next.state,
            targetSeconds: next.targetSeconds,
            remainingSeconds: next.remainingSeconds,
          },
    breached: [...breached],
  };
}

export function presentClocks({ terms, clocks, people }: TicketClocks): TicketClocksDto {
  const segment = ({ kind, from, to, seconds, cause, holdReason, by }: LedgerSegment): TicketSlaSegmentDto => ({
    kind,
    from,
    to,
    seconds,
    cause,
    holdReason: HOLD_REASONS.find((reason) => reason === holdReason) ?? null,
    actor: presentPerson(by === null ? null : people.get(by)),
  });
  return {
    policy: terms === null ? null : { id: terms.policy.id, name: terms.policy.name, version: terms.policy.version },
    calendar:
      terms === null ? null : { id: terms.calendar.id, name: terms.calendar.name, timeZone: terms.calendar.timeZone },
    clocks: clocks.map((clock) => ({
      kind: clock.kind,
      targetSeconds: clock.targetSeconds,
      startedAt: clock.startedAt,
      dueAt: clock.dueAt,
      warnAt: clock.warnAt,
      metAt: clock.metAt,
      breachedAt: clock.breachedAt,
      state: clock.state,
      elapsedSeconds: clock.elapsedSeconds,
      remainingSeconds: clock.remainingSeconds,
      segments: clock.segments.map(segment),
    })),
  };
}
