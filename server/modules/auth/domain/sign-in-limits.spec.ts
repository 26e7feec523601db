import { LIMITS, scaled, waitBeforeSignIn, type Counter } from './sign-in-limits.js';

const now = new Date('2026-09-07T08:00:00Z');
const in90s = new Date('2026-09-07T08:01:30Z');
const hits = (number: number): Counter => ({ hits: number, expiresAt: in90s });

describe('how long to wait before a sign-in', () => {
  it.each<[string, Counter | null, Counter | null, number | null]>([
    ['nothing happened', null, null, null],
    ['nine failures', hits(9), null, null],
    ['ten failures', hits(10), null, 90],
    ['many failures of the address, none of the account', null, hits(10_000), null],
    ['many failures of the address, one of the account', hits(1), hits(200), 90],
    ['not quite enough failures of the address', hits(1), hits(199), null],
  ])('%s', (_name, account, address, wait) => {
    expect(waitBeforeSignIn({ account, address }, LIMITS, now)).toBe(wait);
  });

  it('is never less than a second', () => {
    expect(waitBeforeSignIn({ account: { hits: 10, expiresAt: now }, address: null }, LIMITS, now)).toBe(1);
  });
});

it.each([
  [1, 10],
  [100, 1_000],
  [0.01, 1],
])('RATE_LIMIT_FACTOR %d allows %d failures', (factor, tries) => {
  expect(scaled(LIMITS.account, factor)).toEqual({ tries, window: LIMITS.account.window });
});
