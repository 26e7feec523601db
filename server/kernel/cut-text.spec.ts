import fc from 'fast-check';
import { cutText } from './cut-text.js';

describe('cutText', () => {
  it.each([
    ['short', 10, 'short'],
    ['shorter', 5, 'short'],
    ['ab💩', 3, 'ab'],
    ['ab💩', 4, 'ab💩'],
    ['', 3, ''],
  ])('%j to %i is %j', (text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected);
  });

  it('keeps whole characters, and as many as fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, limit - 1));
      }),
    );
  });
});
