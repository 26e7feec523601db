import { v7 } from 'uuid';

/** Chance that is the same for the same seed. */
export class DemoRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Whether something of this likelihood happens. */
  chance(likelihood: number): boolean {
    return this.next() < likelihood;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.next() * choices.length)];
    if (choice === undefined) {
      throw new Error('There is nothing to choose from');
    }
    return choice;
  }

  /** By weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    const chosen = choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1);
    if (chosen === undefined) {
      throw new Error('There is nothing to choose from');
    }
    return chosen[0];
  }

  /** Most are short and a few are very long, as waiting is: log-normal around `median`. */
  wait(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(0.9 * normal);
  }

  /** A UUID v7 of that moment. */
  id(at: Date): string {
    const bytes = Uint8Array.from({ length: 16 }, () => this.whole(0, 255));
    return v7({ msecs: at.getTime(), random: bytes, seq: this.whole(0, 0x7fffffff) });
  }
}
