import { Injectable } from '@nestjs/common';
import { exportsRunning } from '../tickets.errors.js';

/** Of one person in this process: an export reads as long as somebody listens. */
const AT_ONCE = 2;

/** How many exports of each person are running here. */
@Injectable()
export class RunningExports {
  private readonly running = new Map<string, number>();

  /** Gives what ends it; ending it twice changes nothing. */
  begin(personId: string): () => void {
    const before = this.running.get(personId) ?? 0;
    if (before >= AT_ONCE) {
      throw exportsRunning(AT_ONCE);
    }
    this.running.set(personId, before + 1);
    let hasEnded = false;
    return () => {
      if (hasEnded) {
        return;
      }
      hasEnded = true;
      const left = (this.running.get(personId) ?? 1) - 1;
      if (left === 0) {
        this.running.delete(personId);
      } else {
        this.running.set(personId, left);
      }
    };
  }
}
