import { calendarProblems, type CalendarRules } from './calendar-rules.js';

const HOURS = [{ from: '08:00', to: '18:00' }];
const RULES: CalendarRules = {
  timeZone: 'Europe/Berlin',
  week: { monday: HOURS, tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  exceptions: [],
};
const monday = (...hours: [string, string][]): CalendarRules => ({
  ...RULES,
  week: { ...RULES.week, monday: hours.map(([from, to]) => ({ from, to })) },
});

describe('what is wrong with a calendar', () => {
  it.each<[string, CalendarRules, string[]]>([
    ['one open day is enough', RULES, []],
    ['hours may touch, and end with the day', monday(['08:00', '12:00'], ['12:00', '24:00']), []],
    ['a zone that nobody knows', { ...RULES, timeZone: 'Europe/Atlantis' }, ['timeZone']],
    ['never open', monday(), ['week']],
    ['hardly ever open', monday(['08:00', '08:59']), ['week']],
    ['an hour is enough', monday(['08:00', '08:20'], ['09:00', '09:40']), []],
    [
      'open on single dates alone',
      { ...monday(), exceptions: [{ date: '2026-12-24', name: 'x', hours: HOURS }] },
      ['week'],
    ],
    ['no time of day', monday(['8', '12:00']), ['week']],
    ['after midnight', monday(['08:00', '24:01']), ['week']],
    ['end before they begin', monday(['12:00', '08:00']), ['week']],
    ['overlap', monday(['08:00', '12:00'], ['11:00', '13:00']), ['week']],
    ['out of order', monday(['13:00', '14:00'], ['08:00', '12:00']), ['week']],
    ['no such date', { ...RULES, exceptions: [{ date: '2026-02-30', name: 'x', hours: [] }] }, ['exceptions']],
    [
      'a date twice',
      { ...RULES, exceptions: ['2026-12-24', '2026-12-24'].map((date) => ({ date, name: 'x', hours: [] })) },
      ['exceptions'],
    ],
  ])('%s', (_, rules, fields) => {
    expect(Object.keys(calendarProblems(rules))).toEqual(fields);
  });
});
