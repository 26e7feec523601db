import { cleanName, cleanSubject } from './mail-address.js';

describe('the name of a recipient', () => {
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
