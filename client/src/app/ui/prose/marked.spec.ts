import { markedParts } from './marked';

describe('what a search found in a text', () => {
  it('is cut out of it', () => {
    expect(markedParts('My \u{E000}VPN\u{E001} drops at \u{E000}vpn\u{E001}')).toEqual([
      { text: 'My ', isFound: false },
      { text: 'VPN', isFound: true },
      { text: ' drops at ', isFound: false },
      { text: 'vpn', isFound: true },
    ]);
  });

  it('leaves a text without any as it is', () => {
    expect(markedParts('Nothing here')).toEqual([{ text: 'Nothing here', isFound: false }]);
  });

  it('survives a cut in the middle of a word', () => {
    expect(markedParts('ends \u{E000}vp')).toEqual([
      { text: 'ends ', isFound: false },
      { text: 'vp', isFound: true },
    ]);
  });
});
