import { authEnglish } from '../auth.en';
import { arrivalOf } from './arrival-message';

const PROBLEMS = [
  'ACCOUNT_PENDING',
  'ACCOUNT_REJECTED',
  'ACCOUNT_SUSPENDED',
  'EMAIL_NOT_VERIFIED',
  'IDENTITY_TAKEN',
  'PROVIDER_ANSWER_INVALID',
  'PROVIDER_REFUSED',
  'PROVIDER_UNAVAILABLE',
  'RATE_LIMITED',
  'REGISTRATION_CLOSED',
  'SIGN_IN_CANCELLED',
  'SIGN_IN_EXPIRED',
];

describe('what is told to somebody who comes back from a provider', () => {
  const sentences: Record<string, string | undefined> = authEnglish.login;
  const said = (problem?: string, news?: string) => {
    const found = arrivalOf(problem, news);
    return found === null ? null : [sentences[found.key], sentences[`${found.key}Hint`]];
  };

  it('is two sentences of its own for each problem', () => {
    const all = PROBLEMS.map((problem) => said(problem));
    expect(all.flat().filter((sentence) => sentence === undefined)).toEqual([]);
    expect(new Set(all.map((one) => one?.[0])).size).toBe(PROBLEMS.length);
  });

  it.each(['SERVICE_UNAVAILABLE', 'NEVER_HEARD_OF', 'toString', '__proto__', ''])('is a general one for %j', (code) => {
    expect(said(code)).toEqual([authEnglish.login.failed, authEnglish.login.failedHint]);
  });

  it('is good news for somebody new, and nothing for everybody else', () => {
    expect(said(undefined, 'registered')).toEqual([
      authEnglish.login.registeredThere,
      authEnglish.login.registeredThereHint,
    ]);
    expect(said(undefined, 'other')).toBeNull();
    expect(said()).toBeNull();
  });
});
