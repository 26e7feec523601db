import { isLinkValid, signLink } from './download-link.js';

const SECRET = 'only-for-tests';
const ID = '018f0000-0000-7000-8000-0000000000aa';
const EXPIRES = 1_788_523_200;
const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('a signed download link', () => {
  const signature = signLink(SECRET, ID, 'original', EXPIRES);

  it('works until the second it ends', () => {
    expect(isLinkValid(SECRET, ID, 'original', EXPIRES, signature, at(EXPIRES - 60))).toBe(true);
    expect(isLinkValid(SECRET, ID, 'original', EXPIRES, signature, new Date(EXPIRES * 1_000 - 1))).toBe(true);
    expect(isLinkValid(SECRET, ID, 'original', EXPIRES, signature, at(EXPIRES))).toBe(false);
  });

  it.each([
    ['another file', [SECRET, ID.replace('a', 'b'), 'original', EXPIRES, signature]],
    ['another variant', [SECRET, ID, 'thumbnail', EXPIRES, signature]],
    ['a later end', [SECRET, ID, 'original', EXPIRES + 1, signature]],
    ['another secret', ['other', ID, 'original', EXPIRES, signature]],
    ['no signature', [SECRET, ID, 'original', EXPIRES, '']],
    ['a longer signature', [SECRET, ID, 'original', EXPIRES, `${signature}A`]],
    ['an end that is no number', [SECRET, ID, 'original', Number.NaN, signature]],
    ['an end without end', [SECRET, ID, 'original', Number.POSITIVE_INFINITY, signature]],
  ] as const)('is refused for %s', (_, [secret, id, variant, expires, given]) => {
    expect(isLinkValid(secret, id, variant, expires, given, at(EXPIRES - 30))).toBe(false);
  });
});
