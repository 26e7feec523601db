import fc from 'fast-check';
import { normaliseTicketNumber } from './ticket-number.js';

describe('normaliseTicketNumber', () => {
  it.each([
    ['SS-000123', 'SS-000123'],
    ['ss-123', 'SS-000123'],
    ['SS123', 'SS-000123'],
    ['000123', 'SS-000123'],
    ['123', 'SS-000123'],
    [' 123 ', 'SS-000123'],
    ['00000000000123', 'SS-000123'],
    ['1234567', 'SS-1234567'],
    ['SS-1234567', 'SS-1234567'],
  ])('%j is %s', (given, expected) => {
    expect(normaliseTicketNumber(given)).toBe(expected);
  });

  it.each(['', 'SS-', '-1', '1.5', '12a', 'SS--1', 'XSS-1', '1e5', '0x1f', '१२३', '1234567890123', 'SS-1 OR 1=1'])(
    '%j is no number',
    (given) => {
      expect(normaliseTicketNumber(given)).toBeNull();
    },
  );

  it('finds the same ticket by every way of writing its number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999 }),
        fc.constantFrom('SS-', 'ss-', 'Ss-', 'SS', 'ss', ''),
        fc.integer({ min: 0, max: 20 }),
        (number, prefix, zeros) => {
          const written = `${prefix}${'0'.repeat(zeros)}${String(number)}`;
          expect(normaliseTicketNumber(written)).toBe(`SS-${String(number).padStart(6, '0')}`);
        },
      ),
    );
  });

  it('leaves a number it made as it is, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseTicketNumber(text);
        expect(once === null ? null : normaliseTicketNumber(once)).toBe(once);
      }),
    );
  });
});
