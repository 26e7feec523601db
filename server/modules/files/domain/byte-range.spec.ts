import { extentOf, type Extent } from './byte-range.js';

const ETAG = '"abc"';

describe('what of a file an answer carries', () => {
  it.each<[string, string | undefined, Extent]>([
    ['no range', undefined, 'whole'],
    ['the first bytes', 'bytes=0-3', { start: 0, end: 3 }],
    ['one byte', 'bytes=0-0', { start: 0, end: 0 }],
    ['from the middle on', 'bytes=4-', { start: 4, end: 9 }],
    ['the last bytes', 'bytes=-4', { start: 6, end: 9 }],
    ['more last bytes than there are', 'bytes=-400', { start: 0, end: 9 }],
    ['past the end', 'bytes=8-400', { start: 8, end: 9 }],
    ['a number without end', `bytes=8-${'9'.repeat(400)}`, { start: 8, end: 9 }],
    ['other letters and blanks', ' Bytes = 1 - 2 ', { start: 1, end: 2 }],
    ['behind the end', 'bytes=10-', 'nothing'],
    ['far behind the end', `bytes=${'9'.repeat(400)}-`, 'nothing'],
    ['the last no bytes', 'bytes=-0', 'nothing'],
    ['backwards', 'bytes=5-2', 'whole'],
    ['several', 'bytes=0-1,4-5', 'whole'],
    ['nothing but the unit', 'bytes=', 'whole'],
    ['a dash', 'bytes=-', 'whole'],
    ['another unit', 'lines=0-1', 'whole'],
    ['a negative start', 'bytes=--1', 'whole'],
    ['letters', 'bytes=a-b', 'whole'],
    ['hexadecimal', 'bytes=0x1-0x2', 'whole'],
  ])('%s', (_, range, expected) => {
    expect(extentOf({ range, ifRange: undefined }, 10, ETAG)).toEqual(expected);
  });

  it.each<[string, string, Extent]>([
    ['the same bytes', ETAG, { start: 0, end: 3 }],
    ['other bytes', '"def"', 'whole'],
    ['a weak tag, which promises nothing about bytes', `W/${ETAG}`, 'whole'],
    ['a time, which this desk gives none of', 'Mon, 23 Nov 2026 20:00:00 GMT', 'whole'],
  ])('goes on with %s', (_, ifRange, expected) => {
    expect(extentOf({ range: 'bytes=0-3', ifRange }, 10, ETAG)).toEqual(expected);
  });

  it('has no part of nothing', () => {
    expect(extentOf({ range: 'bytes=0-', ifRange: undefined }, 0, ETAG)).toBe('nothing');
  });
});
