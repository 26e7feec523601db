import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DeskRules } from '../desk-rules.js';
import { OverdueTicketsQuery } from '../persistence/overdue-tickets.query.js';
import { MeetDeadline } from './meet-deadline.js';

/** So many are read at a time; each is met in a transaction of its own. */
const BATCH = 200;

/**
 * The net under the tasks that wait: what is due by the rules as they are now, whenever it was planned for. Shorter days
 * until a solved ticket closes reach the tickets that wait already through here.
 */
@Injectable()
export class MeetOverdueDeadlines {
  constructor(
    private readonly overdue: OverdueTicketsQuery,
    private readonly rules: DeskRules,
    private readonly meet: MeetDeadline,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<{ met: number }> {
    const { autoCloseDays } = await this.rules.read();
    let met = 0;
    let after: string | null = null;
    for (;;) {
      const ids = await this.overdue.ids(this.clock.now(), autoCloseDays, after, BATCH);
      for (const id of ids) {
        met += (await this.meet.execute(id)).to === null ? 0 : 1;
      }
      after = ids.at(-1) ?? null;
      if (after === null || ids.length < BATCH) {
        return { met };
      }
    }
  }
}
