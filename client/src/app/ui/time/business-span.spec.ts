import { spanOf, spanText } from './business-span';

describe('open time as it is typed', () => {
  it.each([
    ['4 h', 14_400],
    ['4h', 14_400],
    ['1 d 2 h', 93_600],
    ['1d2h30min', 95_400],
    ['90 min', 5_400],
    ['1,5 h', 5_400],
    ['1.5 Std.', 5_400],
    ['2 Tage 3 Stunden', 183_600],
    ['2:30', 9_000],
    ['  15 Minutes ', 900],
  ])('%s', (text, seconds) => {
    expect(spanOf(text)).toBe(seconds);
  });

  it.each(['', '4', 'soon', '4 weeks', '2 h 1 d', '1 h 1 h', '-4 h', '4 h!', '2:75', '4 constructor'])(
    'is not %p',
    (text) => {
      expect(spanOf(text)).toBeNull();
    },
  );

  it.each([
    [900, '15 min'],
    [14_400, '4 h'],
    [108_000, '30 h'],
    [5_400, '1 h 30 min'],
    [90, '1.5 min'],
  ])('%d seconds are written so that they are read again', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
    expect(spanOf(text)).toBe(seconds);
  });
});
