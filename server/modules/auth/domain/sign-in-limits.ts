/** `api.md`, Manner: limits on what strangers may try. Windows open with the first try and are in milliseconds. */
export interface Limit {
  readonly tries: number;
  readonly window: number;
}

/** Each round that uses up its tries waits longer than the one before, up to the last of `waits`: never for good. */
export interface GrowingLimit extends Limit {
  /** After the first round, the second, ...; in milliseconds. */
  readonly waits: readonly number[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const LIMITS = {
  /** Failed sign-ins (password or code) of one account from addresses its owner has never used, or from one he has. */
  account: { tries: 10, window: 15 * MINUTE, waits: [15 * MINUTE, 30 * MINUTE, HOUR] },
  /** Failed sign-ins from one address; only ever held against an account that failed as well. */
  address: { tries: 200, window: 10 * MINUTE, waits: [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, HOUR] },
} as const satisfies Record<string, GrowingLimit>;

export const STRANGER_LIMITS = {
  registration: { tries: 60, window: HOUR },
  /** Steps of sign-ins through a provider; a whole company may come from one address. */
  provider: { tries: 600, window: 10 * MINUTE },
  /** Forgotten passwords asked from one address. */
  forgotten: { tries: 60, window: HOUR },
  /** Reset mails to one account; more are silently not sent. */
  resetMail: { tries: 5, window: HOUR },
  /** Other addresses that one person asks for: each mails somebody. */
  emailChange: { tries: 5, window: HOUR },
} as const satisfies Record<string, Limit>;

/** A day without a failure, and earlier rounds are forgotten. */
const MEMORY = 24 * HOUR;

export function scaled<L extends Limit>(limit: L, factor: number): L {
  return { ...limit, tries: Math.max(1, Math.round(limit.tries * factor)) };
}

/** What has failed so far, of an account or from an address. */
export interface Throttle {
  /** In the present window. */
  readonly failures: number;
  /** How often the tries were used up, since it was last forgotten. */
  readonly rounds: number;
  readonly windowEndsAt: Date;
  /** Null: not blocked in this window. */
  readonly blockedUntil: Date | null;
  /** When all of it is forgotten. */
  readonly expiresAt: Date;
}

export interface ThrottleChange extends Throttle {
  /** Whether this very failure used up the tries. */
  readonly isNewRound: boolean;
}

/** One more failure. While blocked, failures count and prolong nothing. */
export function afterFailure(before: Throttle | null, limit: GrowingLimit, now: Date): ThrottleChange {
  const known = before !== null && before.expiresAt > now ? before : null;
  const isInWindow = known !== null && known.windowEndsAt > now;
  const failures = isInWindow ? known.failures + 1 : 1;
  const rounds = known?.rounds ?? 0;
  const isNewRound = failures === limit.tries;
  const wait = limit.waits[Math.min(rounds, limit.waits.length - 1)] ?? limit.window;
  const blockedUntil = isNewRound ? later(now, wait) : isInWindow ? known.blockedUntil : null;
  const windowEndsAt = blockedUntil ?? (isInWindow ? known.windowEndsAt : later(now, limit.window));
  const roundsNow = isNewRound ? rounds + 1 : rounds;
  return {
    failures,
    rounds: roundsNow,
    windowEndsAt,
    blockedUntil,
    // Without a round there is nothing to remember after the window: most rows are somebody's slip, or a stranger's invention.
    expiresAt: roundsNow === 0 ? windowEndsAt : later(blockedUntil ?? now, MEMORY),
    isNewRound,
  };
}

/**
 * Whether a sign-in may be tried, judged before the password is looked at; seconds to wait otherwise.
 * An address with many failures never shuts out an account that did not fail itself.
 */
export function waitBeforeSignIn(
  { account, address }: { readonly account: Throttle | null; readonly address: Throttle | null },
  now: Date,
): number | null {
  if (account === null || account.windowEndsAt <= now) {
    return null;
  }
  return waitOf(account, now) ?? (address === null ? null : waitOf(address, now));
}

function waitOf({ blockedUntil }: Throttle, now: Date): number | null {
  return blockedUntil !== null && blockedUntil > now ? secondsUntil(blockedUntil, now) : null;
}

export function secondsUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / 1_000));
}

function later(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
