import type { RetryPolicy } from '../../queue/queue.facade.js';

export const SCAN_TASK = 'files.scan';

const SECOND = 1_000;

/**
 * For ever, since a file without a verdict is held for ever. The waits grow and stay short: together with the scanner's own
 * patience every file is tried again within 60 s of its return, also by a process that has never seen it fail.
 */
export const SCAN_RETRY: RetryPolicy = {
  attemptsPerRound: 4,
  waitInRound: (attempt) => 2 ** attempt * SECOND,
  waitsBetweenRounds: [15 * SECOND, 20 * SECOND, 25 * SECOND],
  giveUpAfter: Number.POSITIVE_INFINITY,
  jitter: () => 2 * SECOND,
};
