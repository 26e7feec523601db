import type { ErrorCode } from '../../api/types';
import type { NoticeTone } from '../../ui/feedback/notice';

interface ArrivalMessage {
  readonly tone: NoticeTone;
  /** Of the sentence; its second half has the same key with `Hint`. */
  readonly key: string;
}

const PROBLEMS: Partial<Record<ErrorCode, ArrivalMessage>> = {
  ACCOUNT_PENDING: { tone: 'warn', key: 'pending' },
  ACCOUNT_REJECTED: { tone: 'error', key: 'rejected' },
  ACCOUNT_SUSPENDED: { tone: 'error', key: 'suspended' },
  EMAIL_NOT_VERIFIED: { tone: 'error', key: 'unverified' },
  IDENTITY_TAKEN: { tone: 'error', key: 'taken' },
  PROVIDER_ANSWER_INVALID: { tone: 'error', key: 'invalid' },
  PROVIDER_REFUSED: { tone: 'error', key: 'refused' },
  PROVIDER_UNAVAILABLE: { tone: 'error', key: 'unavailable' },
  RATE_LIMITED: { tone: 'warn', key: 'limited' },
  REGISTRATION_CLOSED: { tone: 'error', key: 'closed' },
  SIGN_IN_CANCELLED: { tone: 'info', key: 'cancelled' },
  SIGN_IN_EXPIRED: { tone: 'warn', key: 'expired' },
};
const OTHER_PROBLEM: ArrivalMessage = { tone: 'error', key: 'failed' };

/** What to tell somebody who comes back from an identity provider without being signed in. */
export function arrivalOf(problem: string | undefined, news: string | undefined): ArrivalMessage | null {
  if (problem !== undefined) {
    return Object.hasOwn(PROBLEMS, problem) ? (PROBLEMS[problem as ErrorCode] ?? OTHER_PROBLEM) : OTHER_PROBLEM;
  }
  return news === 'registered' ? { tone: 'ok', key: 'registeredThere' } : null;
}
