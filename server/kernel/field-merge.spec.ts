import { changedFields, conflictOf, stampFields } from './field-merge.js';

describe('merging changes of one record', () => {
  const present = { firstName: 'Ada', phone: null, role: 'Employee' };
  const changedAt = { firstName: 3, role: 5 };

  it.each([
    ['the present version', { firstName: 'Grace' }, 5, null],
    ['another field than the one changed since', { phone: '12' }, 2, null],
    ['the same field, changed since', { firstName: 'Grace' }, 2, { firstName: ['Ada', 'Grace'] }],
    ['the same field, to the same value', { firstName: 'Ada' }, 1, null],
    ['a field changed before the base', { firstName: 'Grace' }, 3, null],
    [
      'two fields, one of them changed since',
      { firstName: 'Grace', role: 'System Admin' },
      4,
      { role: ['Employee', 'System Admin'] },
    ],
  ])('%s', (_name, wanted, base, conflict) => {
    expect(conflictOf(wanted, present, changedAt, base)).toEqual(conflict);
  });

  it('shows nothing as an empty text', () => {
    expect(conflictOf({ phone: '12' }, present, { phone: 2 }, 1)).toEqual({ phone: ['', '12'] });
    expect(conflictOf({ firstName: null }, present, changedAt, 1)).toEqual({ firstName: ['Ada', ''] });
  });

  it('counts only real changes', () => {
    expect(changedFields({ firstName: 'Ada', phone: '12' }, present)).toEqual(['phone']);
  });

  it('remembers the version that changed a field', () => {
    expect(stampFields(changedAt, ['phone', 'role'], 6)).toEqual({ firstName: 3, phone: 6, role: 6 });
  });
});
