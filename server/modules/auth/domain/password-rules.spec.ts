import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordProblems } from './password-rules.js';

const owner = { email: 'ada.king@desk.example', firstName: 'Ada', lastName: 'Lovelace-Byron' };
const SHORT = 'Must be at least 12 characters long';
const LONG = 'Must be at most 128 characters long';
const COMMON = 'Is one of the most common passwords';
const RUN = 'Must not be a repetition or a run of keys';
const OWN = 'Must not contain your name or email address';

describe('a good password', () => {
  it.each([
    ['12 characters', 'kR7#plum-vat'],
    ['128 characters', 'wq'.repeat(3) + 'e7-'.repeat(40) + 'zz'],
    ['a sentence with blanks', 'we sail on thursdays at noon'],
    ['other scripts', 'пароль-который-длинный'],
    ['emoji count as one each', '🐢🐳🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵'],
    ['a short name inside another word', 'canada-goose-77'],
  ])('%s', (_name, password) => {
    expect(passwordProblems(password, owner)).toEqual([]);
  });
});

describe('a refused password', () => {
  it.each([
    ['empty', '', [SHORT]],
    ['11 characters', 'kR7#plum-va', [SHORT]],
    ['eleven emoji', '🐢'.repeat(10) + '🐳', [SHORT]],
    ['129 characters', `kR7#plum-vat${'x'.repeat(117)}`, [LONG]],
    ['common', 'password1234', [COMMON]],
    ['common in other letters', 'PassWord1234', [COMMON]],
    ['common in full-width letters', 'ｐａｓｓｗｏｒｄ1234', [COMMON]],
    ['one letter', 'aaaaaaaaaaaa', [RUN]],
    ['a repeated word', 'abc1abc1abc1abc1', [RUN]],
    ['the alphabet', 'abcdefghijklm', [RUN]],
    ['digits', '123456789012', [RUN]],
    ['digits backwards', '210987654321', [RUN]],
    ['the last name', 'my-lovelace-2031', [OWN]],
    ['a part of the last name', 'bYrOn-was-a-poet', [OWN]],
    ['the first name as a word', 'hello-ada-2031!', [OWN]],
    ['the first name beside digits', 'ADA2031-xyzzy', [OWN]],
    ['the address before the @', 'xx-ada.king-xx', [OWN]],
    ['several at once', 'ada', [SHORT, OWN]],
  ])('%s', (_name, password, problems) => {
    expect(passwordProblems(password, owner)).toEqual(problems);
  });

  it('nobody is known: only the password itself is looked at', () => {
    expect(passwordProblems('my-lovelace-2031')).toEqual([]);
  });
});

it('the list holds hundreds, all in lower case and long enough to matter', () => {
  expect(COMMON_PASSWORDS.size).toBeGreaterThan(300);
  expect([...COMMON_PASSWORDS].filter((word) => word !== word.toLowerCase() || word.length < 12)).toEqual([]);
});
