import fc from 'fast-check';
import { doubtfulWords, likelySearches, slipsBetween } from './typing-error.js';

describe('slips of the fingers', () => {
  it.each([
    ['printer', 'printer', 0],
    ['pritner', 'printer', 1],
    ['prnter', 'printer', 1],
    ['printter', 'printer', 1],
    ['prinzer', 'printer', 1],
    ['vnp', 'vpn', 1],
    ['psasowrd', 'password', 2],
    ['pritn', 'printer', 1.5],
    ['scanner', 'printer', null],
    ['vpn', 'tan', null],
  ])('%s for %s: %s', (typed, known, expected) => {
    expect(slipsBetween(typed, known)).toBe(expected);
  });

  it('one slip in any word is one at most', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/u);
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(), fc.constantFrom('swap', 'drop', 'double'), (known, place, _, slip) => {
        const at = place % (known.length - 1);
        const [a = '', b = ''] = [known[at], known[at + 1]];
        const middle = slip === 'swap' ? b + a : slip === 'drop' ? b : a + a + b;
        const typed = known.slice(0, at) + middle + known.slice(at + 2);
        expect(slipsBetween(typed, known) ?? Infinity).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('what may have been meant', () => {
  const KNOWN = ['printer', 'network', 'vpn', 'password'];

  it.each([
    ['pritner', ['printer']],
    ['netwrok pritner', ['network printer']],
    ['  Netwrok, printer!', ['  network, printer']],
    ['printer', []],
    ['prin', []],
    ['zzzzzzzz', []],
    ['SS-000123 pritner', ['SS-000123 printer']],
    ['12', []],
    ['pritner7', []],
    ['', []],
  ])('%s: %j', (q, expected) => {
    expect(likelySearches(q, KNOWN)).toEqual(expected);
  });

  it('is told the likeliest first, and what is right may be meant otherwise', () => {
    expect(likelySearches('pritner', ['pointer', 'printer'])).toEqual(['printer', 'pointer']);
    expect(likelySearches('printer', ['pointer', 'printer'])).toEqual(['pointer']);
  });

  it('is not asked of short words, numbers and long texts', () => {
    expect(doubtfulWords('My pritner 4711 is on Fire')).toEqual(['pritner', 'fire']);
    expect(doubtfulWords('one two three four five six seven')).toEqual([]);
    expect(doubtfulWords('x'.repeat(101))).toEqual([]);
  });

  it('names known words alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (q) => {
        likelySearches(q, KNOWN).forEach((text) => {
          expect(KNOWN.some((word) => text.includes(word))).toBe(true);
        });
      }),
    );
  });
});
