/** `api.md`, Manner: limits on what strangers may try. Windows open with the first try and are in milliseconds. */
export interface Limit {
  readonly tries: number;
  readonly window: number;
}

const MINUTE = 60_000;

export const LIMITS = {
  /** Failed sign-ins (password or code) of one account from addresses its owner has never used, or from one he has. */
  account: { tries: 10, window: 15 * MINUTE },
  /** Failed sign-ins from one address; only ever held against an account that failed as well. */
  address: { tries: 200, window: 10 * MINUTE },
  registration: { tries: 60, window: 60 * MINUTE },
  /** Forgotten passwords asked from one address. */
  forgotten: { tries: 60, window: 60 * MINUTE },
  /** Reset mails to one account; more are silently not sent. */
  resetMail: { tries: 5, window: 60 * MINUTE },
} as const satisfies Record<string, Limit>;

export function scaled(limit: Limit, factor: number): Limit {
  return { tries: Math.max(1, Math.round(limit.tries * factor)), window: limit.window };
}

export interface Counter {
  readonly hits: number;
  readonly expiresAt: Date;
}

/**
 * Whether a sign-in may be tried, judged before the password is looked at; seconds to wait otherwise.
 * An address with many failures never shuts out an account that did not fail itself.
 */
export function waitBeforeSignIn(
  counters: { readonly account: Counter | null; readonly address: Counter | null },
  limits: { readonly account: Limit; readonly address: Limit },
  now: Date,
): number | null {
  const { account, address } = counters;
  if (account === null) {
    return null;
  }
  if (account.hits >= limits.account.tries) {
    return secondsUntil(account.expiresAt, now);
  }
  return address !== null && address.hits >= limits.address.tries ? secondsUntil(address.expiresAt, now) : null;
}

export function secondsUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / 1_000));
}
