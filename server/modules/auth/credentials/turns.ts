import { serviceUnavailable } from '../../../kernel/common.errors.js';

/** Lets so many work at once, the others wait in the order they came; beyond a limit they are sent away with a 503. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly maxWaiting: number,
  ) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.maxWaiting) {
        throw serviceUnavailable(2);
      }
      await new Promise<void>((proceed) => this.waiting.push(proceed));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, not given up and taken again: nobody slips in between.
      const next = this.waiting.shift();
      if (next === undefined) {
        this.running -= 1;
      } else {
        next();
      }
    }
  }
}
