import { ANONYMOUS, SYSTEM, WORKFLOW, type Actor, type PersonActor } from '../../../kernel/actor.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { abilitiesOf, decideAccount, forbiddenFields, isLastAdmin, type AccountFacts } from './account-policy.js';

function person(id: string, role: Role): PersonActor {
  return {
    kind: 'person',
    id,
    name: id,
    role,
    teamIds: [],
    sessionId: 'session',
    scopes: null,
    mustSetUpSecondFactor: false,
  };
}
function account(status: AccountStatus, role: Role = 'Employee', id = 'somebody'): AccountFacts {
  return { id, role, status };
}

const admin = person('admin', 'System Admin');

describe('who may do what to an account', () => {
  it.each([
    ['a pending one', account('Pending'), ['approve', 'reject', 'edit', 'set_role']],
    ['an approved one', account('Approved'), ['suspend', 'edit', 'set_role']],
    ['a rejected one', account('Rejected'), ['approve', 'edit', 'set_role']],
    ['a suspended one', account('Suspended'), ['reinstate', 'edit', 'set_role']],
    ['one of two administrators', account('Approved', 'System Admin'), ['suspend', 'edit', 'set_role']],
  ])('administrator, %s', (_name, facts, abilities) => {
    expect(abilitiesOf(admin, facts, 2)).toEqual(abilities);
  });

  it('the last active administrator can be edited, never suspended or demoted', () => {
    expect(abilitiesOf(admin, account('Approved', 'System Admin', 'admin'), 1)).toEqual(['edit']);
  });

  it.each([
    ['suspended', account('Suspended', 'System Admin')],
    ['of another role', account('Approved', 'Ticket Coordinator')],
  ])('an account that is %s is not the last administrator', (_name, facts) => {
    expect(isLastAdmin(facts, 1)).toBe(false);
  });

  it.each([
    ['an employee', person('one', 'Employee')],
    ['a coordinator', person('one', 'Ticket Coordinator')],
    ['nobody', ANONYMOUS],
    ['the workflow system', WORKFLOW],
  ])('%s neither sees nor changes accounts of others', (_name, actor) => {
    expect(abilitiesOf(actor, account('Approved'), 2)).toEqual([]);
    expect(decideAccount(actor, 'see', account('Approved'))).toMatchObject({ allowed: false, because: 'hidden' });
  });

  it.each(['Employee', 'Ticket Coordinator'] as const)('%s: sees and edits himself, and decides nothing', (role) => {
    const self = account('Approved', role, 'self');
    const actor = person('self', role);
    expect(abilitiesOf(actor, self, 2)).toEqual(['edit']);
    expect(decideAccount(actor, 'set_role', self)).toMatchObject({ allowed: false, because: 'forbidden' });
  });

  it('nobody but an administrator changes role, address or teams, not even his own', () => {
    expect(
      forbiddenFields(person('self', 'Ticket Coordinator'), ['firstName', 'role', 'email', 'teamIds', 'phone']),
    ).toEqual(['role', 'email', 'teamIds']);
    expect(forbiddenFields(admin, ['role', 'email'])).toEqual([]);
  });

  it('an administrator’s API token that is not made for it manages nobody', () => {
    const token: Actor = { ...admin, scopes: ['account:own'] };
    const self = account('Approved', 'System Admin', 'admin');
    expect(abilitiesOf(token, self, 2)).toEqual(['edit']);
    expect(forbiddenFields(token, ['role'])).toEqual(['role']);
    expect(decideAccount(token, 'see', account('Approved'))).toMatchObject({ allowed: false, because: 'hidden' });
    const made: Actor = { ...admin, scopes: ['user:manage'] };
    expect(abilitiesOf(made, account('Pending'), 2)).toEqual(abilitiesOf(admin, account('Pending'), 2));
  });

  it('the desk itself may act', () => {
    expect(decideAccount(SYSTEM, 'approve', account('Pending')).allowed).toBe(true);
  });
});
