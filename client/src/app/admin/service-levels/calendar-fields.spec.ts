import {
  calendarFieldsOf,
  exceptionsOf,
  exceptionsText,
  hoursOf,
  hoursProblem,
  otherDays,
  tidyTime,
  weekFields,
  weekGroups,
  weekMinutes,
  weekOf,
} from './calendar-fields';

const open = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const calendar = {
  id: 'c',
  name: 'Office',
  timeZone: 'Europe/Berlin',
  week: { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open, saturday: [], sunday: [] },
  exceptions: [{ date: '2026-12-25', name: 'Christmas', hours: [] }],
  version: 1,
};

describe('a calendar in its form', () => {
  it('comes out as it went in', () => {
    const fields = calendarFieldsOf(calendar);
    expect(fields.monday).toBe('08:00-12:00 13:00-18:00');
    expect(weekOf(fields)).toEqual(calendar.week);
    expect(exceptionsOf(fields.exceptions)).toEqual(calendar.exceptions);
  });

  it('adds its week up and tells it in few words', () => {
    const fields = calendarFieldsOf(calendar);
    expect(weekMinutes(fields)).toBe(45 * 60);
    expect(weekGroups(fields).map(({ first, last }) => [first, last])).toEqual([
      ['monday', 'friday'],
      ['saturday', 'sunday'],
    ]);
    expect(weekMinutes(weekFields(() => '00:00-24:00'))).toBe(7 * 1_440);
  });

  it.each([
    ['8', '08:00'],
    ['8:30', '08:30'],
    ['0830', '08:30'],
    ['08.30', '08:30'],
    ['24', '24:00'],
    ['no on-e', 'noone'],
    ['', ''],
  ])('reads the time %p', (typed, time) => {
    expect(tidyTime(typed)).toBe(time);
  });

  it.each([
    ['', null],
    ['08:00-12:00 12:00-18:00', null],
    ['20:00-24:00', null],
    ['08:00-', 'time'],
    ['08:00-24:01', 'time'],
    ['08:75-12:00', 'time'],
    ['18:00-08:00', 'turned'],
    ['08:00-12:00 11:00-18:00', 'order'],
  ])('finds what is wrong with %p', (text, problem) => {
    expect(hoursProblem(text)).toBe(problem);
  });

  it('keeps what is only half typed', () => {
    expect(hoursOf('08:00-')).toEqual([{ from: '08:00', to: '' }]);
  });

  it('tells days that differ', () => {
    const eve = { date: '2026-12-24', name: 'Eve', hours: [] };
    const both = exceptionsText([...calendar.exceptions, eve]);
    expect(otherDays(both, exceptionsText(calendar.exceptions))).toEqual([eve]);
    expect(exceptionsOf('nonsense')).toEqual([]);
  });
});
