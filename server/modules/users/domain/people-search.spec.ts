import { searchPatterns } from './people-search.js';

describe('what people type to find somebody', () => {
  it.each([
    ['ada', ['%ada%']],
    ['Ada  Lovelace', ['%Ada%', '%Lovelace%']],
    // Too short for the index of parts: the beginning of a word.
    ['al', ['% al%']],
    ['100%_real', ['%100\\%\\_real%']],
    ['  ', []],
    ['a b c d e f g h i j', ['% a%', '% b%', '% c%', '% d%', '% e%', '% f%', '% g%', '% h%']],
  ])('%s', (typed, patterns) => {
    expect(searchPatterns(typed)).toEqual(patterns);
  });
});
