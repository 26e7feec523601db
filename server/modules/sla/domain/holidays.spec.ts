import { readHolidays } from './holidays.js';

function calendar(...events: string[][]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
const dates = (text: string) => readHolidays(text).holidays.map(({ date, name }) => `${date} ${name}`);

describe('holidays of an iCalendar text', () => {
  it('a day, several days with the last one not included, names in folded lines', () => {
    const text = calendar(
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227', 'SUMMARY;LANGUAGE=en:Christm', ' as\\, both days'],
      ['SUMMARY:New Year', 'DTSTART;VALUE=DATE:20270101', 'BEGIN:VALARM', 'SUMMARY:Beep', 'END:VALARM'],
    );
    expect(dates(text)).toEqual([
      '2026-12-25 Christmas, both days',
      '2026-12-26 Christmas, both days',
      '2027-01-01 New Year',
    ]);
  });

  it('every year: as often as it says, ten times otherwise; a date that a year does not have is left out', () => {
    const yearly = (rule: string, day = '20261003') => calendar([`DTSTART;VALUE=DATE:${day}`, `RRULE:${rule}`]);
    expect(dates(yearly('FREQ=YEARLY;COUNT=2'))).toEqual(['2026-10-03 Holiday', '2027-10-03 Holiday']);
    expect(dates(yearly('FREQ=YEARLY;UNTIL=20280101'))).toHaveLength(2);
    expect(dates(yearly('FREQ=YEARLY'))).toHaveLength(10);
    expect(dates(yearly('FREQ=YEARLY', '20280229'))).toEqual([
      '2028-02-29 Holiday',
      '2032-02-29 Holiday',
      '2036-02-29 Holiday',
    ]);
  });

  it('names what it does not understand', () => {
    const { holidays, skipped } = readHolidays(
      calendar(
        ['SUMMARY:Meeting', 'DTSTART:20260904T100000Z'],
        ['SUMMARY:Thanksgiving', 'DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
        ['SUMMARY:For ever', 'DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20270101'],
      ),
    );
    expect(holidays).toEqual([]);
    expect(skipped).toEqual([
      'Meeting: not a whole day',
      'Thanksgiving: repeats in a way that is not understood',
      'For ever: lasts 365 days',
    ]);
  });

  it.each(['', 'hello', 'BEGIN:VEVENT', 'END:VEVENT\nDTSTART:20260101'])('finds nothing in %j', (text) => {
    expect(readHolidays(text).holidays).toEqual([]);
  });
});
