import { Clock } from '../../server/kernel/clock.js';

/** Goes like the real one until it is moved; tests move it instead of waiting. */
export class TestClock extends Clock {
  private offset = 0;
  private stoppedAt: Date | null = null;

  now(): Date {
    return this.stoppedAt ?? new Date(Date.now() + this.offset);
  }

  /** It is the same moment for as long as `work` takes. */
  async atOneMoment<T>(work: () => Promise<T>): Promise<T> {
    this.stoppedAt = this.now();
    try {
      return await work();
    } finally {
      this.stoppedAt = null;
    }
  }

  /** It is the same moment from now on. */
  stop(): void {
    this.stoppedAt = this.now();
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  set(instant: Date): void {
    this.offset = instant.getTime() - Date.now();
  }
}
