import { changedFields, rebase } from './rebase';

const base = { name: 'Ada', phone: '1', teams: ['a'] };

describe('a change that meets another', () => {
  it('keeps both when they touch different fields', () => {
    const { merged, conflicts } = rebase(base, { ...base, name: 'Ada B.' }, { ...base, phone: '2' });
    expect(merged).toEqual({ name: 'Ada B.', phone: '2', teams: ['a'] });
    expect(conflicts).toEqual([]);
  });

  it('names the field that both changed, and keeps one’s own value until somebody chooses', () => {
    const { merged, conflicts } = rebase(base, { ...base, phone: '2' }, { ...base, phone: '3', name: 'Ida' });
    expect(merged).toEqual({ name: 'Ida', phone: '2', teams: ['a'] });
    expect(conflicts).toEqual(['phone']);
  });

  it('sees no conflict where both came to the same', () => {
    expect(rebase(base, { ...base, teams: ['b'] }, { ...base, teams: ['b'] }).conflicts).toEqual([]);
  });

  it('compares lists by what is in them', () => {
    expect(changedFields(base, { ...base, teams: ['a'] })).toEqual([]);
    expect(changedFields(base, { ...base, teams: ['a', 'b'] })).toEqual(['teams']);
  });
});
