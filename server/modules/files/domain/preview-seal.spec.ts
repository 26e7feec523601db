import { sealed, unsealed, type Drawn } from './preview-seal.js';

const SECRET = 'a secret of the desk';
const DRAWN: Drawn = { attachmentId: '0192', sha256: 'ab12', size: 'thumbnail' };
const PICTURE = Buffer.from('RIFF and so on');

describe('the seal of a kept preview', () => {
  const kept = sealed(SECRET, DRAWN, PICTURE);

  it('gives the picture back', () => {
    expect(unsealed(SECRET, DRAWN, kept)).toEqual(PICTURE);
    expect(kept.subarray(0, PICTURE.length)).toEqual(PICTURE);
  });

  it.each([...kept.keys()])('does not bear another bit in byte %d', (at) => {
    const changed = Buffer.from(kept);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unsealed(SECRET, DRAWN, changed)).toBeNull();
  });

  it.each<[string, Drawn]>([
    ['another file', { ...DRAWN, attachmentId: '0193' }],
    ['other bytes', { ...DRAWN, sha256: 'ab13' }],
    ['another size', { ...DRAWN, size: 'screen' }],
  ])('is not that of %s', (_, drawn) => {
    expect(unsealed(SECRET, drawn, kept)).toBeNull();
  });

  it('is of this desk alone, and must be there', () => {
    expect(unsealed('another secret', DRAWN, kept)).toBeNull();
    for (const length of [0, 1, 31, 32, PICTURE.length, kept.length - 1]) {
      expect(unsealed(SECRET, DRAWN, kept.subarray(0, length))).toBeNull();
    }
    expect(unsealed(SECRET, DRAWN, Buffer.concat([kept, Buffer.from('x')]))).toBeNull();
  });
});
