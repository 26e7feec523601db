import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { SweepPromises } from './use-cases/sweep-promises.js';

/** Between two looks, in milliseconds: one walk of a small index. */
const EVERY = 2_000;

/** Looks for promises whose time has come, in every process that works in the background. */
@Injectable()
export class PromiseWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PromiseWatch.name);
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly sweep: SweepPromises,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.runsWorkers) {
      return;
    }
    this.look();
    this.timer = setInterval(() => {
      this.look();
    }, EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  /** One look at a time; a long one takes the place of the next ones. */
  private look(): void {
    this.current ??= this.sweepOnce().finally(() => {
      this.current = null;
    });
  }

  private async sweepOnce(): Promise<void> {
    try {
      await this.sweep.execute(() => this.isStopping);
    } catch (error) {
      // The database is away; what is due waits there.
      this.logger.warn({ err: error, msg: 'Promises could not be looked at; tried again in a moment' });
    }
  }
}
