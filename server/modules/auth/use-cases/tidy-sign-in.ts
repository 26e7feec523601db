import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { SignInLeftovers } from '../persistence/sign-in-leftovers.js';

const EVERY_HOUR = 3_600_000;

/** Once an hour takes away what has expired; it does not matter how many processes do. */
@Injectable()
export class TidySignIn implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TidySignIn.name);
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly configuration: Configuration,
    private readonly leftovers: SignInLeftovers,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.runsWorkers) {
      return;
    }
    this.timer = setInterval(() => {
      this.current = this.execute().catch((error: unknown) => {
        // Nothing depends on it; the next hour tries again.
        this.logger.warn({ err: error, msg: 'Tidying failed' });
      });
    }, EVERY_HOUR).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  async execute(): Promise<void> {
    await this.leftovers.remove(this.clock.now());
  }
}
