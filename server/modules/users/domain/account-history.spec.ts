import { changesOf, reasonOf } from './account-history.js';

describe('what an event of an account shows', () => {
  it('fields of an edit, before and after', () => {
    const event = {
      name: 'account.updated',
      data: { fields: ['phone', 'department'], version: 3 },
      personal: { before: { phone: null, department: 'IT' }, after: { phone: '12 34', department: null } },
    };
    expect(changesOf(event)).toEqual([
      { field: 'department', before: 'IT', after: null },
      { field: 'phone', before: null, after: '12 34' },
    ]);
  });

  it('that fields changed, once their values are erased', () => {
    const event = { name: 'account.updated', data: { fields: ['phone'], version: 3 }, personal: null };
    expect(changesOf(event)).toEqual([{ field: 'phone', before: null, after: null }]);
  });

  it.each([
    ['account.suspended', 'status'],
    ['account.role_changed', 'role'],
  ])('%s moves the %s', (name, field) => {
    const event = { name, data: { from: 'a', to: 'b' }, personal: { reason: 'lost laptop' } };
    expect(changesOf(event)).toEqual([{ field, before: 'a', after: 'b' }]);
    expect(reasonOf(event)).toBe('lost laptop');
  });

  it('words of a token, never which one', () => {
    const event = {
      name: 'account.api_token_created',
      data: { tokenId: 'id', secret: 'x', scopes: ['ticket:read', 'ticket:act'] },
      personal: null,
    };
    expect(changesOf(event)).toEqual([{ field: 'scopes', before: null, after: 'ticket:read ticket:act' }]);
  });

  it('nothing of an event that it does not know, whatever is in it', () => {
    const event = {
      name: 'account.something_new',
      data: { token: 'secret', from: 'a', to: 'b', fields: ['token'] },
      personal: { before: { token: 'old secret' }, after: { passwordHash: 'x' }, note: 'secret' },
    };
    expect(changesOf(event)).toEqual([]);
    expect(reasonOf(event)).toBeNull();
  });
});
