import { formatTime, type Say } from './time-format';

const say: Say = (key, values) =>
  ({
    'ui.today': `Today ${String(values?.['time'])}`,
    'ui.todayWithin': `today ${String(values?.['time'])}`,
    'ui.yesterday': `Yesterday ${String(values?.['time'])}`,
    'ui.tomorrow': `Tomorrow ${String(values?.['time'])}`,
    'ui.now': 'now',
    'ui.minutes': `${String(values?.['count'])} min`,
    'ui.hours': `${String(values?.['count'])} h`,
    'ui.days': `${String(values?.['count'])} d`,
  })[key] ?? key;

const now = new Date(2026, 8, 8, 10, 42);
const at = (...parts: [number, number, number, number, number]): Date => new Date(...parts);

describe('a time as people say it', () => {
  it.each([
    ['today', at(2026, 8, 8, 8, 36), '08:36', 'Today 08:36', '2 h'],
    ['just now', at(2026, 8, 8, 10, 41), '10:41', 'Today 10:41', '1 min'],
    ['last night', at(2026, 8, 7, 23, 50), 'Mon', 'Yesterday 23:50', '10 h'],
    ['within a week', at(2026, 8, 4, 9, 0), 'Fri', 'Fri 09:00', '4 d'],
    ['tomorrow', at(2026, 8, 9, 14, 0), 'Wed', 'Tomorrow 14:00', '1 d'],
    ['within the next days', at(2026, 8, 11, 14, 0), 'Fri', 'Fri 14:00', '3 d'],
    ['this year', at(2026, 1, 12, 9, 0), '12 Feb', '12 Feb 09:00', '208 d'],
    ['another year', at(2025, 10, 3, 9, 0), '3 Nov 2025', '3 Nov 2025 09:00', '309 d'],
  ])('%s', (_name, date, short, day, age) => {
    expect([
      formatTime(date, now, 'short', 'en-GB', say),
      formatTime(date, now, 'day', 'en-GB', say),
      formatTime(date, now, 'age', 'en-GB', say),
    ]).toEqual([short, day, age]);
  });

  it('begins small inside a sentence, and is the clock alone where the day is known', () => {
    const date = at(2026, 8, 8, 8, 36);
    expect(formatTime(date, now, 'within', 'en-GB', say)).toBe('today 08:36');
    expect(formatTime(at(2026, 8, 4, 9, 0), now, 'within', 'en-GB', say)).toBe('Fri 09:00');
    expect(formatTime(at(2025, 10, 3, 9, 0), now, 'clock', 'en-GB', say)).toBe('09:00');
  });
});
