/** When a failed attempt is tried again. Rounds of a few quick attempts, with growing waits between the rounds. */
export interface RetryPolicy {
  /** Attempts of one round. */
  readonly attemptsPerRound: number;
  /** Wait after the n-th attempt of a round (n from 1), before jitter, in milliseconds. */
  readonly waitInRound: (attempt: number) => number;
  /** Wait after the n-th round (from 0); the last one repeats. Empty: one round is all. */
  readonly waitsBetweenRounds: readonly number[];
  /** No later round starts when trying has gone on for this long, in milliseconds. */
  readonly giveUpAfter: number;
  /** At most this is added to each wait, in milliseconds, so that failures do not come back all at once. */
  readonly jitter: (wait: number) => number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Requirement I6: 3 attempts with waits of 4 to 10 s, then later rounds for a day. */
export const OUTSIDE_CALL: RetryPolicy = {
  attemptsPerRound: 3,
  waitInRound: (attempt) => Math.min(10 * SECOND, 4 * SECOND * 2 ** (attempt - 1)),
  waitsBetweenRounds: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR],
  giveUpAfter: 24 * HOUR,
  jitter: (wait) => (wait < MINUTE ? 2 * SECOND : wait * 0.1),
};

/** Work inside the desk: what fails here is a short trouble of the database, or a defect. */
export const INSIDE: RetryPolicy = {
  attemptsPerRound: 10,
  waitInRound: (attempt) => Math.min(MINUTE, 0.5 * SECOND * 2 ** (attempt - 1)),
  waitsBetweenRounds: [],
  giveUpAfter: HOUR,
  jitter: (wait) => wait * 0.2,
};

/**
 * Milliseconds to wait after a failed attempt, or null when it was the last.
 * @param attempt which attempt has failed, from 1
 * @param triedFor how long trying has gone on, in milliseconds
 * @param random from 0 to 1
 */
export function waitAfter(policy: RetryPolicy, attempt: number, triedFor: number, random: number): number | null {
  const inRound = ((attempt - 1) % policy.attemptsPerRound) + 1;
  if (inRound < policy.attemptsPerRound) {
    return withJitter(policy, policy.waitInRound(inRound), random);
  }
  const round = Math.floor((attempt - 1) / policy.attemptsPerRound);
  const wait = policy.waitsBetweenRounds[round] ?? policy.waitsBetweenRounds.at(-1);
  return wait === undefined || triedFor + wait > policy.giveUpAfter ? null : withJitter(policy, wait, random);
}

function withJitter(policy: RetryPolicy, wait: number, random: number): number {
  return Math.round(wait + policy.jitter(wait) * random);
}
