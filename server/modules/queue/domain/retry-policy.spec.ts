import { INSIDE, OUTSIDE_CALL, waitAfter, type RetryPolicy } from './retry-policy.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** All waits until the policy gives up, without jitter. */
function waitsOf(policy: RetryPolicy): number[] {
  const waits: number[] = [];
  let triedFor = 0;
  for (let attempt = 1; ; attempt += 1) {
    const wait = waitAfter(policy, attempt, triedFor, 0);
    if (wait === null) {
      return waits;
    }
    waits.push(wait);
    triedFor += wait;
  }
}

describe('retry policy', () => {
  it('calls outside three times with 4 and 8 s between, then in rounds after 1, 5, 15 and 60 minutes', () => {
    expect(waitsOf(OUTSIDE_CALL).slice(0, 13)).toEqual([
      4 * SECOND,
      8 * SECOND,
      MINUTE,
      4 * SECOND,
      8 * SECOND,
      5 * MINUTE,
      4 * SECOND,
      8 * SECOND,
      15 * MINUTE,
      4 * SECOND,
      8 * SECOND,
      HOUR,
      4 * SECOND,
    ]);
  });

  it('gives a call outside up within a day', () => {
    const total = waitsOf(OUTSIDE_CALL).reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThan(22 * HOUR);
    expect(total).toBeLessThanOrEqual(24 * HOUR);
  });

  it.each([0, 0.37, 1])('keeps the waits of a round between 4 and 10 s, whatever chance says (%d)', (random) => {
    [1, 2].forEach((attempt) => {
      const wait = waitAfter(OUTSIDE_CALL, attempt, 0, random);
      expect(wait).toBeGreaterThanOrEqual(4 * SECOND);
      expect(wait).toBeLessThanOrEqual(10 * SECOND);
    });
  });

  it('tries work inside ten times, from half a second to a minute', () => {
    expect(waitsOf(INSIDE)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, MINUTE, MINUTE]);
  });

  it('spreads failures that happened together', () => {
    expect(waitAfter(INSIDE, 1, 0, 0)).not.toBe(waitAfter(INSIDE, 1, 0, 0.9));
  });
});
