import { judgePassword } from './password-strength';

const owner = { email: 'ada.king@desk.example', firstName: 'Ada', lastName: 'Lovelace-Byron' };

describe('the first look at a password', () => {
  it.each([
    ['nothing', '', 0, null],
    ['a few characters', 'kR7#p', 1, 'short'],
    ['eleven, whatever is in them', 'kR7#plum-va', 2, 'short'],
    ['129 characters', `kR7#plum-vat${'x'.repeat(117)}`, 1, 'long'],
    ['one letter', 'aaaaaaaaaaaa', 2, 'common'],
    ['a run of keys', 'abcdefghijklm', 2, 'common'],
    ['a common word with digits', 'password1234', 2, 'common'],
    ['a word of the long list', '1q2w3e4r5t6y', 2, 'common'],
    ['a season and a year', 'Summer-2031!!', 2, 'common'],
    ['the product and a year', 'SmartSupport2031!', 2, 'common'],
    ['four words', 'copper lantern quiet orchard', 4, null],
    ['the last name', 'my-lovelace-2031', 2, 'own'],
    ['the first name as a word', 'hello-ada-2031!', 2, 'own'],
    ['the address before the @', 'xx-ada.king-xx', 2, 'own'],
    ['a short name inside another word', 'canada-goose-cove', 3, null],
    ['twelve small letters', 'plumvatrosen', 3, null],
    ['twelve of several kinds', 'kR7#plum-vat', 4, null],
    ['a sentence', 'we sail on thursdays at noon', 4, null],
    ['emoji, each counted once', '🐢🐳🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵', 3, null],
  ])('%s', (_name, password, strength, problem) => {
    expect(judgePassword(password, owner)).toMatchObject({ strength, problem });
  });
});
