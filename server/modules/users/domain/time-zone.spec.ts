import { offsetOf } from './time-zone.js';

describe('how far a person is from UTC', () => {
  it.each([
    ['UTC', '2031-01-01T12:00:00Z', 0],
    ['Europe/Berlin', '2031-01-01T12:00:00Z', 60],
    ['Europe/Berlin', '2031-07-01T12:00:00Z', 120],
    ['America/St_Johns', '2031-01-01T12:00:00Z', -210],
    ['Asia/Kathmandu', '2031-01-01T12:00:00Z', 345],
    ['Moon/Base', '2031-01-01T12:00:00Z', 0],
  ])('%s at %s', (zone, at, minutes) => {
    expect(offsetOf(zone, new Date(at))).toBe(minutes);
  });
});
