import { Injectable } from '@nestjs/common';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { Database } from '../../../platform/database/database.js';
import { BusinessTime } from '../domain/business-time.js';
import { dueAt, ledgerOf, type Pause, type Segment } from '../domain/sla-clock.js';
import { CLOCK_KINDS, isPausable, type ClockKind, type SlaPriority } from '../domain/sla-policy.js';
import { CalendarsRepository } from '../persistence/calendars.repository.js';
import { PoliciesRepository } from '../persistence/policies.repository.js';
import { pauseInvalid } from '../sla.errors.js';

export interface TriedTicket {
  readonly priority: SlaPriority;
  readonly start: Date;
  /** When the ticket is looked at. */
  readonly at: Date;
  readonly pauses: readonly Pause[];
}

export interface TriedClock {
  readonly kind: ClockKind;
  readonly targetSeconds: number;
  /** Null while it stands still. */
  readonly dueAt: Date | null;
  readonly segments: readonly Segment[];
}

/** What a policy would promise to a ticket that is only thought of, so that nobody learns a calendar's slip from a breach. */
@Injectable()
export class TryPolicy {
  constructor(
    private readonly database: Database,
    private readonly policies: PoliciesRepository,
    private readonly calendars: CalendarsRepository,
  ) {}

  async execute(id: string, { priority, start, at, pauses }: TriedTicket): Promise<TriedClock[]> {
    const policy = await this.policies.find(this.database, id);
    const calendar = policy === null ? null : await this.calendars.find(this.database, policy.calendarId);
    if (policy === null || calendar === null) {
      throw resourceNotFound();
    }
    if (pauses.some(({ from, to }) => to !== null && to <= from)) {
      throw pauseInvalid();
    }
    const time = new BusinessTime(calendar);
    return CLOCK_KINDS.flatMap((kind) => {
      const target = policy.targets[priority][kind];
      if (target === null) {
        return [];
      }
      const facts = { start, target, pauses: isPausable(kind) ? pauses : [] };
      return [{ kind, targetSeconds: target, dueAt: dueAt(time, facts), segments: ledgerOf(time, facts, at) }];
    });
  }
}
