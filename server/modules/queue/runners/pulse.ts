import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

/**
 * Does something again and again: when woken, and every so often anyway. Never twice at the same time. Between two
 * rounds of a long backlog requests get their turn. A failure is told once, until it works again.
 */
export class Pulse {
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;
  private isWoken = false;
  private isRunning = false;
  private hasFailed = false;

  /** `beat` returns whether there is more to do right now. */
  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly logger: Logger,
    private readonly beat: () => Promise<boolean>,
  ) {}

  start(): void {
    this.isRunning = true;
    this.timer = setInterval(() => {
      this.wake();
    }, this.everyMs);
    this.wake();
  }

  wake(): void {
    this.isWoken = true;
    if (this.isRunning) {
      this.current ??= this.run().finally(() => {
        this.current = null;
      });
    }
  }

  /** Resolves when the round that is under way has ended. */
  async stop(): Promise<void> {
    this.isRunning = false;
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  private async run(): Promise<void> {
    while (this.isWoken && this.isRunning) {
      this.isWoken = false;
      try {
        this.isWoken = (await this.beat()) || this.isWoken;
        if (this.hasFailed) {
          this.hasFailed = false;
          this.logger.log(`The ${this.name} works again`);
        }
      } catch (error) {
        if (!this.hasFailed) {
          this.logger.warn({
            err: error,
            msg: `The ${this.name} failed; it tries again every ${String(this.everyMs)} ms`,
          });
        }
        this.hasFailed = true;
        return;
      }
      await setImmediate();
    }
  }
}
