import { COMPANY_ID_PATTERN, formatCompanyId, isCompanyIdPattern } from './company-id.js';

describe('company IDs', () => {
  it.each([
    [COMPANY_ID_PATTERN, 123, 'EMP-000123'],
    [COMPANY_ID_PATTERN, 1_234_567, 'EMP-1234567'],
    ['#', 7, '7'],
    ['A/####-x', 7, 'A/0007-x'],
  ])('%s of %d is %s', (pattern, number, id) => {
    expect(isCompanyIdPattern(pattern)).toBe(true);
    expect(formatCompanyId(pattern, number)).toBe(id);
  });

  it.each(['EMP', '', 'E#-#', 'EMP #', '#############', 'EMP-$&#', 'a-very-long-prefix-###'])(
    '%s is no pattern',
    (text) => {
      expect(isCompanyIdPattern(text)).toBe(false);
    },
  );
});
