import { changesOf, contestedFields, NO_PROFILE, rebased } from './profile-model';

const BASE = { ...NO_PROFILE, firstName: 'Ada', lastName: 'King', phone: '1', timeZone: 'UTC' };

describe('the profile while it is changed', () => {
  it('sends what differs, trimmed, and null for what was emptied', () => {
    expect(changesOf(BASE, { ...BASE, firstName: 'Ada ', lastName: 'Byron ', phone: ' ' })).toEqual({
      lastName: 'Byron',
      phone: null,
    });
  });

  it('keeps what was typed and follows the account in the rest', () => {
    const typed = { ...BASE, lastName: 'Byron' };
    const now = { ...BASE, phone: '2', lastName: 'Lovelace' };
    expect(rebased(BASE, typed, now)).toEqual({ ...BASE, phone: '2', lastName: 'Byron' });
  });

  it('contests only what both changed to different values', () => {
    const typed = { ...BASE, firstName: 'A.', lastName: 'Byron', timeZone: 'Europe/London' };
    const now = { ...BASE, lastName: 'Lovelace', timeZone: 'Europe/London', phone: '2' };
    expect(contestedFields(BASE, typed, now)).toEqual(['lastName']);
    expect(contestedFields(BASE, BASE, now)).toEqual([]);
  });
});
