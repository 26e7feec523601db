import { Readable } from 'node:stream';
import { storageUnavailable } from './storage.errors.js';

/**
 * The same bytes, given up when none have come for `silence` milliseconds although somebody wanted them. A reader who takes
 * his time is no silence: the timeout of a socket cannot tell the two apart.
 */
export function untilSilent(source: Readable, silence: number): Readable {
  async function* bytes(): AsyncGenerator<Buffer> {
    const chunks = source.iterator() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const timer = setTimeout(() => {
          source.destroy(storageUnavailable(new Error(`No bytes for ${String(silence)} ms`)));
        }, silence);
        const next = await chunks.next().finally(() => {
          clearTimeout(timer);
        });
        if (next.done === true) {
          return;
        }
        yield next.value;
      }
    } finally {
      source.destroy();
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}
