import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordProblems } from './password-rules.js';

const owner = { email: 'ada.king@desk.example', firstName: 'Ada', lastName: 'Lovelace-Byron' };
const SHORT = 'Must be at least 12 characters long';
const LONG = 'Must be at most 128 characters long';
const COMMON = 'Is one of the most common passwords';
const RUN = 'Must not be a repetition or a run of keys';
const COMPANY = 'Must be more than the name of the company or of SmartSupport';
const OWN = 'Must not contain your name or email address';

describe('a good password', () => {
  it.each([
    ['12 characters', 'kR7#plum-vat'],
    ['128 characters', 'wq'.repeat(3) + 'e7-'.repeat(40) + 'zz'],
    ['a sentence with blanks', 'we sail on thursdays at noon'],
    ['other scripts', 'пароль-который-длинный'],
    ['emoji count as one each', '🐢🐳🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵'],
    ['a short name inside another word', 'canada-goose-77'],
    ['four words', 'copper lantern quiet orchard'],
    ['four words without blanks', 'copperlanternquietorchard'],
    ['a common word among others', 'a-Long-enough-1-password'],
    ['random signs', 'x9#Lq2!vTz7$'],
    ['random digits', '940271658306'],
    ['hexadecimal', 'f3a90c7be41d'],
    ['English, where neighbours on the keyboard are frequent', 'were as poor as we'],
    ['the name of the company beside enough else', 'desk lamps hum in the attic'],
    ['the product beside enough else', 'smart support of old bridges'],
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
    ['a row of keys and a few digits', 'qwertyuiop12', [COMMON, RUN]],
    ['columns of keys', '1qaz2wsx3edc4', [RUN]],
    ['columns of keys upwards', 'zaq1xsw2cde34', [RUN]],
    ['rows back and forth', 'asdfghjklkjhg', [RUN]],
    ['a German keyboard', 'qwertzuiop123', [RUN]],
    ['pairs of letters and digits in order', 'aabbccddeeff', [RUN]],
    ['a longer word repeated', 'horse7horse7', [RUN]],
    ['a pattern that breaks off', 'xy7kxy7kxy7kxy', [RUN]],
    ['a season and a year', 'Summer-2031!!', [COMMON]],
    ['a year and a month', '2031September', [COMMON]],
    ['a common word in disguise', 'P@ssw0rd-2031', [COMMON]],
    ['a common word twice', 'Welcome-Welcome-1', [COMMON]],
    ['the role of an account', 'Administrator1', [COMMON]],
    ['the domain and a year', 'Desk-2031-!!!', [COMPANY]],
    ['the product and a year', 'SmartSupport2031!', [COMPANY]],
    ['the product in two words', 'smart.support.desk', [COMPANY]],
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
