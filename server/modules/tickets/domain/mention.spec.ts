import { MENTIONS_MOST, mentionedIn } from './mention.js';

const ADA = '018f0000-0000-7000-8000-0000000000aa';
const BOB = '018f0000-0000-7000-8000-0000000000bb';

describe('mentionedIn', () => {
  it.each([
    ['nobody', 'Hello @Ada', []],
    ['one', `Please look, [@Ada](mention:${ADA}).`, [ADA]],
    [
      'each once, however written',
      `[@Ada](mention:${ADA}) [@A](mention:${ADA.toUpperCase()}) [@Bob](mention:${BOB})`,
      [ADA, BOB],
    ],
    ['no link elsewhere', `[@Ada](https://desk.example/${ADA})`, []],
    ['nothing that is no id', '[@Ada](mention:ada)', []],
  ])('finds %s', (_name, body, ids) => {
    expect(mentionedIn(body)).toEqual(ids);
  });

  it('stops at so many', () => {
    const body = Array.from(
      { length: 30 },
      (_, n) => `[@x](mention:018f0000-0000-7000-8000-0000000001${String(n).padStart(2, '0')})`,
    );
    expect(mentionedIn(body.join(' '))).toHaveLength(MENTIONS_MOST);
  });
});
