import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { OutboxBell } from '../../../platform/events/outbox-bell.js';
import { RELAY_BATCH, RelayOutbox } from '../use-cases/relay-outbox.js';
import { SweepTasks } from '../use-cases/sweep-tasks.js';
import { JobQueue } from './job-queue.js';
import { Pulse } from './pulse.js';

const EVERY_SECOND = 1_000;
/** Of the 10 s a process has to end, the rest is for requests and connections. */
const TASKS_END_WITHIN = 7_000;

/** Starts and ends the work of this process: the relay, the sweep and the queue. */
@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Workers.name);
  private readonly pulses: readonly Pulse[];

  constructor(
    private readonly configuration: Configuration,
    private readonly jobs: JobQueue,
    relay: RelayOutbox,
    sweep: SweepTasks,
    bell: OutboxBell,
  ) {
    const relayPulse = new Pulse(
      'relay',
      EVERY_SECOND,
      this.logger,
      async () => (await relay.execute()) === RELAY_BATCH,
    );
    const sweepPulse = new Pulse('sweep', EVERY_SECOND, this.logger, async () => {
      await sweep.execute(() => {
        sweepPulse.wake();
      });
      return false;
    });
    bell.onRing(() => {
      relayPulse.wake();
    });
    this.pulses = [relayPulse, sweepPulse];
  }

  onApplicationBootstrap(): void {
    this.jobs.start(this.configuration.runsWorkers);
    if (this.configuration.runsWorkers) {
      this.pulses.forEach((pulse) => {
        pulse.start();
      });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.pulses.map((pulse) => pulse.stop()));
    await this.jobs.stop(TASKS_END_WITHIN);
  }
}
