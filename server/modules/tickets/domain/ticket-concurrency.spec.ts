import fc from 'fast-check';
import { conflictingFields, MERGED_FIELDS } from './ticket-concurrency.js';

describe('conflictingFields', () => {
  const changedAt = { subject: 3, priority: 5 };

  it.each([
    ['without a version the last write wins', null, ['subject', 'priority'], []],
    ['a field changed since then', 2, ['subject'], ['subject']],
    ['a field changed in the version seen', 3, ['subject'], []],
    ['a field changed before it', 4, ['subject'], []],
    ['only the one that changed', 4, ['subject', 'priority'], ['priority']],
    ['a field nobody ever changed', 1, ['description'], []],
    ['a field changed by others but not wanted', 1, [], []],
  ] as const)('%s', (_, seen, wanted, expected) => {
    expect(conflictingFields(changedAt, seen, wanted)).toEqual(expected);
  });

  it('never names a field that is not wanted or that did not change', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...MERGED_FIELDS), fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 20 }),
        fc.subarray([...MERGED_FIELDS]),
        (versions, seen, wanted) => {
          const conflicts = conflictingFields(versions, seen, wanted);
          expect(wanted).toEqual(expect.arrayContaining([...conflicts]));
          expect(conflicts).toEqual(wanted.filter((field) => (versions[field] ?? 1) > seen));
        },
      ),
    );
  });
});
