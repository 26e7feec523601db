import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of bytes that have passed through, in all uploads together. */
const EVERY = 8 * 1024 * 1024;

type CollectGarbage = (options: { readonly type: 'minor' }) => void;

/**
 * V8 sees a buffer of 64 kB as a few bytes of its heap, and lets 100 MB of them gather before it looks. Where bytes only
 * pass through, a look at the young ones every few megabytes (about a millisecond) keeps the process small.
 */
class YoungGarbage {
  private passed = 0;
  private collect: CollectGarbage | null = null;

  /** Call it for every chunk that is not needed any more. */
  count(bytes: number): void {
    this.passed += bytes;
    if (this.passed >= EVERY) {
      this.passed = 0;
      this.collect ??= collector();
      this.collect({ type: 'minor' });
    }
  }
}

function collector(): CollectGarbage {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as CollectGarbage;
  setFlagsFromString('--no-expose-gc');
  return collect;
}

export const youngGarbage = new YoungGarbage();
