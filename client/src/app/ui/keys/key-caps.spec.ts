import { keyCaps } from './key-caps';

describe('the caps of a binding', () => {
  it.each([
    ['j', ['J']],
    ['$mod+k', ['Ctrl', 'K']],
    ['$mod+Enter', ['Ctrl', 'Enter']],
    ['Shift+?', ['?']],
    ['Shift+x', ['⇧', 'X']],
  ])('%s', (key, caps) => {
    expect(keyCaps(key, false)).toEqual(caps);
  });

  it('has the sign of a Mac on a Mac', () => {
    expect(keyCaps('$mod+k', true)).toEqual(['⌘', 'K']);
  });
});
