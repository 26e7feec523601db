import { localTime } from './local-time.js';

const MOMENT = new Date('2026-09-07T08:05:00Z');

describe('the time in a mail', () => {
  it.each([
    ['UTC', 'Monday, 7 September 2026 at 08:05 UTC'],
    ['Europe/Berlin', 'Monday, 7 September 2026 at 10:05 CEST'],
    ['Asia/Tokyo', 'Monday, 7 September 2026 at 17:05 GMT+9'],
    ['Mars/Olympus', 'Monday, 7 September 2026 at 08:05 UTC'],
  ])('%s: %s', (timeZone, told) => {
    expect(localTime(MOMENT, timeZone, 'en-GB')).toBe(told);
  });
});
