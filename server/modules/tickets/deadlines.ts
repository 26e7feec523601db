import { Injectable } from '@nestjs/common';
import { taskIdFor } from '../../kernel/ids.js';
import { TICKETS } from './tickets.settings.js';
import { MeetDeadline, type MetDeadline } from './use-cases/meet-deadline.js';
import { MeetOverdueDeadlines } from './use-cases/meet-overdue-deadlines.js';
import { DEADLINE_TASK, PlanDeadline } from './use-cases/plan-deadline.js';

/** Planned, met, and moved: what the background work asks of deadlines. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly planning: PlanDeadline,
    private readonly meeting: MeetDeadline,
    private readonly overdue: MeetOverdueDeadlines,
  ) {}

  async plan(ticketId: string, taskId: string): Promise<{ at: string | null }> {
    return this.planning.execute(ticketId, taskId);
  }

  /** What turns out to be due later waits on: the days were made more, or the hold has another date. */
  async meet(ticketId: string): Promise<MetDeadline> {
    const met = await this.meeting.execute(ticketId);
    if (met.laterAt !== null) {
      // Named by what it waits for: however often that is found out, there is one such task.
      await this.planning.execute(ticketId, taskIdFor(ticketId, `${DEADLINE_TASK}:${met.laterAt}`));
    }
    return met;
  }

  /** After a change of settings: fewer days until a solved ticket closes may have made some due. */
  async follow(change: Readonly<Record<string, unknown>>): Promise<{ met: number }> {
    const { area, fields } = change;
    const concerns = area === TICKETS.key && Array.isArray(fields) && fields.includes('autoCloseDays');
    return concerns ? this.overdue.execute() : { met: 0 };
  }

  async catchUp(): Promise<void> {
    await this.overdue.execute();
  }
}
