import { Injectable, Logger } from '@nestjs/common';
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
  private readonly logger = new Logger(MeetOverdueDeadlines.name);

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
        met += (await this.isMet(id)) ? 1 : 0;
      }
      after = ids.at(-1) ?? null;
      if (after === null || ids.length < BATCH) {
        return { met };
      }
    }
  }

  /** One that fails keeps none of those behind it from their time; it is found again the next hour. */
  private async isMet(id: string): Promise<boolean> {
    try {
      return (await this.meet.execute(id)).to !== null;
    } catch (error) {
      this.logger.error({
        err: error,
        msg: `What is due for ticket ${id} could not be done; the next hour tries again`,
      });
      return false;
    }
  }
}
