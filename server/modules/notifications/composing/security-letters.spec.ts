import type { PersonFacts } from '../../users/users.facade.js';
import { securityLetters, type SecurityNews } from './security-letters.js';

const ADA: PersonFacts = {
  id: 'ada',
  companyId: 'EMP-000001',
  name: 'Ada Lovelace',
  firstName: 'Ada',
  lastName: 'Lovelace',
  avatarUrl: null,
  email: 'ada@desk.example',
  department: null,
  role: 'Employee',
  status: 'Approved',
  timeZone: 'Europe/Berlin',
  language: 'en',
  teamIds: [],
};
const PAGES = {
  signIn: 'https://desk.example/login',
  forgottenPassword: 'https://desk.example/forgot',
  ownAccount: 'https://desk.example/account',
};
const AT = new Date('2026-09-07T08:05:00Z');
const WISH = { kind: 'email-requested', changeId: 'wish', email: 'ada@new.example' } as const;

const sent = (news: SecurityNews): string[] =>
  securityLetters(ADA, news, PAGES, 'en').map(({ to, template }) => `${template} to ${to.address}`);

describe('letters about the door of an account', () => {
  it.each<[string, SecurityNews, string[]]>([
    [
      'a wish for a free address: a notice here, the link there',
      { ...WISH, owner: null },
      ['email-change-notice to ada@desk.example', 'email-confirm to ada@new.example'],
    ],
    [
      'a wish for the address of somebody: a notice here, word to him there',
      { ...WISH, owner: { ...ADA, id: 'bob', email: 'ada@new.example' } },
      ['email-change-notice to ada@desk.example', 'email-taken to ada@new.example'],
    ],
    [
      'a change: to the old address',
      { kind: 'email-changed', at: AT, before: 'ada@old.example', after: 'ada@desk.example', isByAnother: false },
      ['email-changed to ada@old.example'],
    ],
    [
      'a change by an administrator: to the new one too',
      { kind: 'email-changed', at: AT, before: 'ada@old.example', after: 'ada@desk.example', isByAnother: true },
      ['email-changed to ada@old.example', 'email-set to ada@desk.example'],
    ],
    [
      'a sign-in from elsewhere',
      { kind: 'new-address', at: AT, ip: '203.0.113.9', userAgent: null },
      ['new-sign-in to ada@desk.example'],
    ],
  ])('%s', (_name, news, letters) => {
    expect(sent(news)).toEqual(letters);
  });

  it('nobody is named to an address that is not confirmed', () => {
    const there = securityLetters(ADA, { ...WISH, owner: null }, PAGES, 'en').find(
      ({ to }) => to.address === WISH.email,
    );
    expect(JSON.stringify([there?.to, there?.data])).not.toContain('Ada');
    expect(there?.links).toEqual({ confirm: { purpose: 'email-change', rowId: 'wish' } });
  });

  it('tells the time as the person has it', () => {
    const [letter] = securityLetters(
      ADA,
      { kind: 'throttled', at: AT, failures: 10, ips: ['a', 'b'], until: AT, isKnownPlace: false },
      PAGES,
      'en',
    );
    expect(letter?.data).toMatchObject({
      time: 'Monday, 7 September 2026 at 10:05 CEST',
      addresses: 'a, b',
      url: PAGES.forgottenPassword,
    });
  });
});
