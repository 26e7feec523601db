import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../../kernel/clock.js';
import { Database } from '../../../../platform/database/database.js';
import { HourlyWork, type HourlyChore } from '../../../../platform/schedule/hourly-work.js';
import { DeliveriesRepository } from '../persistence/deliveries.repository.js';

const DAY = 24 * 3_600_000;
const BATCH = 2_000;
/** The log goes back so far, in days. */
const LOG_DAYS = 30;
/** What is kept for a paused webhook is given up after so many days. */
const HELD_DAYS = 7;

/** Messages hold facts about tickets and people: they are not kept for longer than a log is read. */
@Injectable()
export class TidyDeliveries implements HourlyChore, OnModuleInit {
  readonly name = 'webhooks.tidy';

  constructor(
    private readonly hourly: HourlyWork,
    private readonly database: Database,
    private readonly deliveries: DeliveriesRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    const before = (days: number): Date => new Date(this.clock.now().getTime() - days * DAY);
    await this.deliveries.giveUpHeld(this.database, before(HELD_DAYS));
    for (let gone = BATCH; gone === BATCH;) {
      gone = await this.deliveries.forget(this.database, before(LOG_DAYS), BATCH);
    }
  }
}
