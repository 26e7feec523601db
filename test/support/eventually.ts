import { setTimeout as delay } from 'node:timers/promises';

interface Patience {
  /** Milliseconds until the last failure is the test's failure. */
  readonly within?: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/**
 * Looks again and again until `look` gives something (not null, undefined or false) without throwing, and returns it.
 * The last assertion that failed is the one reported.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  { within = 10_000, every = 25 }: Patience = {},
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = Date.now() + within;
  let last: unknown = new Error('nothing came');
  do {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) {
        return found as Exclude<T, null | undefined | false>;
      }
    } catch (error) {
      last = error;
    }
    await delay(every);
  } while (Date.now() < deadline);
  throw new Error(`Not within ${String(within)} ms: ${last instanceof Error ? last.message : String(last)}`, {
    cause: last,
  });
}
