import { dayOfAnswer } from './answer-day';

const now = new Date(2026, 9, 24, 22, 30);

describe('the day of the answer', () => {
  it.each([
    ['late', new Date(2026, 9, 24, 22, 29)],
    ['today', new Date(2026, 9, 24, 23, 59)],
    ['tomorrow', new Date(2026, 9, 25, 0, 1)],
    // The clocks are changed that night in many zones.
    ['tomorrow', new Date(2026, 9, 25, 23, 59)],
    ['later', new Date(2026, 9, 26, 0, 1)],
  ])('%s', (day, due) => {
    expect(dayOfAnswer(due, now)).toBe(day);
  });
});
