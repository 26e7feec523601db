import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';

const EVERY_HOUR = 3_600_000;

/** Housekeeping on which nothing depends: it may run in several processes at once, or be left out for an hour. */
export interface HourlyChore {
  /** For the log. */
  readonly name: string;
  execute(): Promise<void>;
}

/** Runs the registered chores once an hour, in processes that work in the background. */
@Injectable()
export class HourlyWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HourlyWork.name);
  private readonly chores: HourlyChore[] = [];
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> = Promise.resolve();

  constructor(private readonly configuration: Configuration) {}

  /** Call while the application starts. */
  register(chore: HourlyChore): void {
    this.chores.push(chore);
  }

  onApplicationBootstrap(): void {
    if (!this.configuration.runsWorkers) {
      return;
    }
    this.timer = setInterval(() => {
      this.current = this.runAll();
    }, EVERY_HOUR).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  /** One after the other; a chore that fails is logged and keeps none of the others from running. */
  async runAll(): Promise<void> {
    for (const chore of this.chores) {
      try {
        await chore.execute();
      } catch (error) {
        this.logger.warn({ err: error, msg: `The chore ${chore.name} failed; the next hour tries again` });
      }
    }
  }
}
