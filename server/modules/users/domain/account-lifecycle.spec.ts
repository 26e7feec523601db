import { ACCOUNT_STATUSES, type AccountStatus } from '../../../kernel/role.js';
import {
  ACCOUNT_DECISIONS,
  ACCOUNT_TRANSITIONS,
  isPossible,
  reachableFrom,
  type AccountDecision,
} from './account-lifecycle.js';

describe('the life of an account', () => {
  const possible: readonly (readonly [AccountStatus, AccountDecision, AccountStatus])[] = [
    ['Pending', 'approve', 'Approved'],
    ['Pending', 'reject', 'Rejected'],
    ['Rejected', 'approve', 'Approved'],
    ['Approved', 'suspend', 'Suspended'],
    ['Suspended', 'reinstate', 'Approved'],
  ];

  it.each(possible)('%s: %s makes it %s', (from, decision, to) => {
    expect(isPossible(decision, from)).toBe(true);
    expect(ACCOUNT_TRANSITIONS[decision].to).toBe(to);
    expect(reachableFrom(from)).toContain(to);
  });

  const impossible = ACCOUNT_STATUSES.flatMap((from) =>
    ACCOUNT_DECISIONS.filter((decision) => !possible.some(([start, verb]) => start === from && verb === decision)).map(
      (decision) => [from, decision] as const,
    ),
  );

  it.each(impossible)('%s: %s is impossible', (from, decision) => {
    expect(isPossible(decision, from)).toBe(false);
  });

  it('covers every pair of status and decision', () => {
    expect(possible.length + impossible.length).toBe(ACCOUNT_STATUSES.length * ACCOUNT_DECISIONS.length);
  });

  it('tells where an account can go', () => {
    expect(ACCOUNT_STATUSES.map(reachableFrom)).toEqual([
      ['Approved', 'Rejected'],
      ['Suspended'],
      ['Approved'],
      ['Approved'],
    ]);
  });
});
