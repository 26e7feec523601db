import {
  afterFailure,
  LIMITS,
  scaled,
  STRANGER_LIMITS,
  waitBeforeSignIn,
  type GrowingLimit,
  type Throttle,
} from './sign-in-limits.js';

const MINUTE = 60_000;
const now = new Date('2026-09-07T08:00:00Z');
const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

/** So many failures in a row, each at the given moment. */
function fail(times: number, at: Date, before: Throttle | null = null, limit: GrowingLimit = LIMITS.account): Throttle {
  let throttle = before;
  for (let count = 0; count < times; count += 1) {
    throttle = afterFailure(throttle, limit, at);
  }
  return throttle ?? afterFailure(null, limit, at);
}

describe('how long to wait before a sign-in', () => {
  const blocked: Throttle = { ...fail(200, now, null, LIMITS.address) };
  it.each<[string, Throttle | null, Throttle | null, number | null]>([
    ['nothing happened', null, null, null],
    ['nine failures', fail(9, now), null, null],
    ['ten failures', fail(10, now), null, 15 * 60],
    ['more failures while blocked', fail(25, now), null, 15 * 60],
    ['many failures of the address, none of the account', null, blocked, null],
    ['many failures of the address, one of the account', fail(1, now), blocked, 10 * 60],
    ['not quite enough failures of the address', fail(1, now), fail(199, now, null, LIMITS.address), null],
    ['many failures of the address, one of the account long ago', fail(1, after(-16 * MINUTE)), blocked, null],
    ['ten failures, and the wait is over', fail(10, after(-15 * MINUTE)), null, null],
  ])('%s', (_name, account, address, wait) => {
    expect(waitBeforeSignIn({ account, address }, now)).toBe(wait);
  });

  it('is never less than a second', () => {
    const account = { ...fail(10, now), blockedUntil: after(1) };
    expect(waitBeforeSignIn({ account, address: null }, now)).toBe(1);
  });
});

describe('rounds of failures', () => {
  it('wait longer each time, up to an hour and never more', () => {
    let throttle: Throttle | null = null;
    let at = now;
    const waits = Array.from({ length: 6 }, () => {
      throttle = fail(10, at, throttle);
      const until: Date = throttle.blockedUntil ?? at;
      const wait = (until.getTime() - at.getTime()) / MINUTE;
      at = until;
      return wait;
    });
    expect(waits).toEqual([15, 30, 60, 60, 60, 60]);
  });

  it('of an address grow as well', () => {
    const first = fail(200, now, null, LIMITS.address);
    const second = fail(200, after(11 * MINUTE), first, LIMITS.address);
    expect([first.blockedUntil, second.blockedUntil]).toEqual([after(10 * MINUTE), after(31 * MINUTE)]);
  });

  it('begin anew when the window passes without ten failures', () => {
    const throttle = fail(9, after(15 * MINUTE), fail(9, now));
    expect(throttle).toMatchObject({ failures: 9, rounds: 0, blockedUntil: null });
  });

  it('are told once: by the failure that used up the tries', () => {
    let throttle: Throttle | null = null;
    const told = Array.from({ length: 12 }, () => {
      const change = afterFailure(throttle, LIMITS.account, now);
      throttle = change;
      return change.isNewRound;
    });
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(told[9]).toBe(true);
  });

  it('are not prolonged by tries while blocked', () => {
    expect(fail(5, after(MINUTE), fail(10, now)).blockedUntil).toEqual(after(15 * MINUTE));
  });

  it('that were not filled are forgotten with their window', () => {
    expect(fail(9, now).expiresAt).toEqual(after(15 * MINUTE));
  });

  it('are forgotten after a day without a failure, and not before', () => {
    const blocked = fail(10, now);
    expect(blocked.expiresAt).toEqual(after(15 * MINUTE + 24 * 60 * MINUTE));
    expect(fail(1, after(24 * 60 * MINUTE), blocked).rounds).toBe(1);
    expect(fail(1, blocked.expiresAt, blocked).rounds).toBe(0);
  });
});

it.each([
  [1, 10],
  [100, 1_000],
  [0.01, 1],
])('RATE_LIMIT_FACTOR %d allows %d failures', (factor, tries) => {
  expect(scaled(LIMITS.account, factor)).toEqual({ ...LIMITS.account, tries });
});

it('a factor keeps the windows', () => {
  expect(scaled(STRANGER_LIMITS.registration, 2)).toEqual({ tries: 120, window: 60 * MINUTE });
});
