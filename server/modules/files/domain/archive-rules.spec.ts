import { archiveProblem, unpackedProblem, type ArchiveFacts } from './archive-rules.js';

const MEGABYTE = 1024 * 1024;
const facts = (given: Partial<ArchiveFacts>): ArchiveFacts => ({ entries: 1, unpacked: 10, places: [], ...given });

describe('what the directory of an archive says', () => {
  it.each([
    ['nothing special', facts({}), 100],
    ['much text, packed well', facts({ unpacked: 300 * MEGABYTE }), 10 * MEGABYTE],
    ['few zeros, packed as densely as can be', facts({ unpacked: 19 * MEGABYTE }), 20_000],
    [
      'neighbours',
      facts({
        places: [
          { start: 100, end: 200 },
          { start: 0, end: 100 },
        ],
      }),
      300,
    ],
    ['nothing at all', facts({ entries: 0, unpacked: 0 }), 22],
  ])('%s is fine', (_, given, size) => {
    expect(archiveProblem(given, size)).toBeNull();
  });

  it.each([
    ['too many entries', facts({ entries: 10_001 }), 1_000_000, /more than 10000 files/],
    ['too many bytes', facts({ unpacked: 501 * MEGABYTE }), 25 * MEGABYTE, /more than 500 MB/],
    ['a bomb of zeros', facts({ unpacked: 200 * MEGABYTE }), 200_000, /100 times/],
    [
      'shared bytes',
      facts({
        places: [
          { start: 50, end: 90 },
          { start: 0, end: 51 },
        ],
      }),
      100,
      /same bytes twice/,
    ],
    [
      'one block for all',
      facts({
        places: [
          { start: 0, end: 9 },
          { start: 0, end: 9 },
        ],
      }),
      100,
      /same bytes twice/,
    ],
  ])('%s is refused', (_, given, size, expected) => {
    expect(archiveProblem(given, size)).toMatch(expected);
  });

  it('is not needed to count bytes', () => {
    expect(unpackedProblem(21 * MEGABYTE, 100_000)).toMatch(/100 times/);
    expect(unpackedProblem(21 * MEGABYTE, 2 * MEGABYTE)).toBeNull();
  });
});
