import { subjectHeader } from './mail-subject.js';

const TAG = '[SS-000123]';

/** As a mail program reads it. */
function decoded(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, base64: string) => Buffer.from(base64, 'base64').toString('utf8'));
}

describe('subjectHeader', () => {
  it('leaves ASCII as it is', () => {
    expect(subjectHeader(`Solved: VPN drops ${TAG}`, TAG)).toBe(`Solved: VPN drops ${TAG}`);
  });

  it.each(['Drücker brennt', '打印机坏了', `Zeichen ${'ü'.repeat(150)}`, 'Emoji 😀😀😀'])(
    'encodes %s and keeps the tag readable',
    (words) => {
      const header = subjectHeader(`${words} ${TAG}`, TAG);
      expect(header).toMatch(/^[\x20-\x7e]*$/);
      expect(header.endsWith(` ${TAG}`)).toBe(true);
      expect(decoded(header)).toBe(`${words} ${TAG}`);
    },
  );

  it('needs no tag', () => {
    expect(decoded(subjectHeader('Grüße', null))).toBe('Grüße');
  });
});
