import { excerptOf } from './excerpt.js';

const ID = '018f0000-0000-7000-8000-000000000001';

describe('the first words of a text', () => {
  it.each([
    ['plain words', 'Hello there', 'Hello there'],
    ['marks', '# Hello\n\n**bold** _slanted_ ~~gone~~ `code`', 'Hello bold slanted gone code'],
    ['lists', '- one\n- two\n\n1. three', 'one two three'],
    ['lines', 'one\ntwo\\\nthree', 'one two three'],
    ['a link', 'see [the page](https://example.com/a)', 'see the page'],
    ['a mention', `ask [@Ada Lovelace](mention:${ID})`, 'ask @Ada Lovelace'],
    ['an image', `see ![the error](attachment:${ID}) and ![](attachment:${ID})`, 'see [image: the error] and [image]'],
    ['code', '```\nls -l\n```\nafter', 'ls -l after'],
    ['HTML as it was typed', '<b>a</b> &amp; b', '<b>a</b> & b'],
    ['a table', '| a | b |\n|---|---|\n| c | d |', 'a b c d'],
    ['escaped marks', 'SS\\_1 \\*x\\*', 'SS_1 *x*'],
    ['control characters', 'a\u0007b\u2028c', 'a b c'],
    ['nothing', '', ''],
  ])('of %s', (_name, source, expected) => {
    expect(excerptOf(source, 140)).toBe(expected);
  });

  it('end with an ellipsis within the limit', () => {
    const words = excerptOf('word '.repeat(100), 140);
    expect(words.length).toBeLessThanOrEqual(140);
    expect(words).toMatch(/^(word )+word…$|^(word )+\w*…$/);
  });

  it('never end in half a character', () => {
    Array.from({ length: 6 }, (_, index) => `${'a'.repeat(index)}${'😀'.repeat(100)}`).forEach((source) => {
      expect(excerptOf(source, 140).isWellFormed()).toBe(true);
    });
  });
});
