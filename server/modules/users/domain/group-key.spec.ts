import { GROUP_KEY, groupKeyOf } from './group-key.js';

describe('a key made of a name', () => {
  it.each([
    ['People & Culture', 'people-culture'],
    ['IT', 'it'],
    ['  Büro München ', 'buro-munchen'],
    ['!!!', 'group'],
    ['None', 'group'],
    ['None of us', 'none-of-us'],
    ['x'.repeat(80), 'x'.repeat(50)],
  ])('%s', (name, key) => {
    expect(groupKeyOf(name)).toBe(key);
    expect(groupKeyOf(name)).toMatch(GROUP_KEY);
  });
});
