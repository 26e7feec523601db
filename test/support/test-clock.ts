import { Clock } from '../../server/kernel/clock.js';

/** Goes like the real one until it is moved; tests move it instead of waiting. */
export class TestClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  set(instant: Date): void {
    this.offset = instant.getTime() - Date.now();
  }
}
