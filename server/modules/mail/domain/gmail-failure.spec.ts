import { judgeGmail, type GmailFailure } from './gmail-failure.js';

const NOW = Date.parse('2026-09-04T10:00:00Z');
const judged = (given: Partial<GmailFailure>): string => {
  const { verdict, waitMs } = judgeGmail(
    { status: null, reason: null, retryAfter: null, isToken: false, ...given },
    NOW,
  );
  return verdict === 'wait' ? `wait ${String(waitMs / 1_000)}` : verdict;
};

describe('what Gmail says', () => {
  it.each<[string, Partial<GmailFailure>, string]>([
    ['no answer', {}, 'server'],
    ['an error of its own', { status: 503, reason: 'backendError' }, 'server'],
    ['a message it does not understand', { status: 400, reason: 'invalidArgument' }, 'bounced'],
    ['a message that is too large', { status: 413 }, 'bounced'],
    ['a mailbox that is switched off', { status: 400, reason: 'failedPrecondition' }, 'server'],
    ['a token that is not taken twice', { status: 401, reason: 'authError' }, 'server'],
    ['a client without the right', { status: 403, reason: 'insufficientPermissions' }, 'server'],
    ['too much for a user', { status: 403, reason: 'userRateLimitExceeded' }, 'wait 60'],
    ['too much for a day', { status: 403, reason: 'dailyLimitExceeded' }, 'wait 3600'],
    ['too many, with seconds', { status: 429, reason: 'rateLimitExceeded', retryAfter: '17' }, 'wait 17'],
    ['too many, with a date', { status: 429, retryAfter: 'Fri, 04 Sep 2026 10:00:30 GMT' }, 'wait 30'],
    ['too many, with a date that is over', { status: 429, retryAfter: 'Fri, 04 Sep 2026 09:00:00 GMT' }, 'wait 1'],
    ['too many, with nonsense', { status: 429, retryAfter: 'soon' }, 'wait 60'],
    ['too many, for a week', { status: 429, retryAfter: '604800' }, 'wait 3600'],
    ['a refresh token taken back', { status: 400, reason: 'invalid_grant', isToken: true }, 'server'],
    [
      'a request for a token it does not understand',
      { status: 400, reason: 'invalid_request', isToken: true },
      'server',
    ],
  ])('%s', (_, given, verdict) => {
    expect(judged(given)).toBe(verdict);
  });
});
