import type { DeliveryVerdict } from './delivery.js';

/** What Google answered (developers.google.com/gmail/api/guides/handle-errors). */
export interface GmailFailure {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Of the first error, like `userRateLimitExceeded`; of the token endpoint like `invalid_grant`. */
  readonly reason: string | null;
  /** The header Retry-After as it came: seconds or a date. */
  readonly retryAfter: string | null;
  /** Whether the token was asked for, and not the message handed over. */
  readonly isToken: boolean;
}

export interface GmailVerdict {
  readonly verdict: DeliveryVerdict;
  /** With `wait`: for how long, in milliseconds. */
  readonly waitMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LIMITS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded']);
/** 400 about the mailbox or the project, and not about the message. */
const OF_ACCOUNT = new Set(['failedPrecondition', 'invalid_grant', 'invalid_client', 'unauthorized_client']);

export function judgeGmail({ status, reason, retryAfter, isToken }: GmailFailure, now: number): GmailVerdict {
  if (status === 429 || (status === 403 && reason !== null && LIMITS.has(reason))) {
    const byDefault = reason === 'dailyLimitExceeded' ? HOUR : MINUTE;
    return { verdict: 'wait', waitMs: waitOf(retryAfter, now) ?? byDefault };
  }
  const isAboutMessage = !isToken && (status === 400 || status === 413) && !OF_ACCOUNT.has(reason ?? '');
  return { verdict: isAboutMessage ? 'bounced' : 'server', waitMs: 0 };
}

/** Between a second and an hour: what is asked for beyond that is asked again. */
function waitOf(retryAfter: string | null, now: number): number | null {
  const text = retryAfter?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? null : Math.min(HOUR, Math.max(1_000, wait));
}
