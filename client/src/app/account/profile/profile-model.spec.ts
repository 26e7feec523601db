import { changesOf, NO_PROFILE } from './profile-model';

const BASE = { ...NO_PROFILE, firstName: 'Ada', lastName: 'King', phone: '1', timeZone: 'UTC' };

describe('the profile while it is changed', () => {
  it('sends what differs, trimmed, and null for what was emptied', () => {
    expect(changesOf(BASE, { ...BASE, firstName: 'Ada ', lastName: 'Byron ', phone: ' ' })).toEqual({
      lastName: 'Byron',
      phone: null,
    });
  });
});
