import { cleanName, cleanSubject, isMailAddress } from './mail-address.js';

describe('mail addresses', () => {
  it.each(['ada@example.com', 'a.b+c@sub.example.co', "o'neil@example.com", 'ärger@exämple.com'])(
    'accepts %s',
    (address) => {
      expect(isMailAddress(address)).toBe(true);
    },
  );

  it.each([
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\nRCPT TO:<eve@example.com>',
    'ada@example.com, eve@example.com',
    'Ada <ada@example.com>',
    'ada@@example.com',
    'ada',
    'ada@',
    '@example.com',
    'ada..b@example.com',
    `${'a'.repeat(65)}@example.com`,
    '',
  ])('refuses %j', (address) => {
    expect(isMailAddress(address)).toBe(false);
  });

  it('takes out of a name what could end a header', () => {
    expect(cleanName('Ada\r\nBcc: eve@example.com <eve>')).toBe('Ada Bcc: eve@example.com  eve');
  });
});

describe('a subject', () => {
  it('is one line and ends in its tag', () => {
    expect(cleanSubject('The printer\r\nX-Evil: 1  is on fire', '[SS-000123]')).toBe(
      'The printer X-Evil: 1 is on fire [SS-000123]',
    );
  });

  it('keeps its tag when it is cut', () => {
    const subject = cleanSubject('x'.repeat(500), '[SS-000123]');
    expect(subject).toHaveLength(200);
    expect(subject.endsWith('… [SS-000123]')).toBe(true);
  });
});
