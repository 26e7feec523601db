import { ANONYMOUS, SYSTEM, WORKFLOW, type Actor, type PersonActor } from '../../../kernel/actor.js';
import { ACCOUNT_STATUSES, ROLES, type AccountStatus, type Role } from '../../../kernel/role.js';
import {
  abilitiesOf,
  ACCOUNT_ACTIONS,
  decideAccount,
  forbiddenFields,
  GRANTS,
  isLastAdmin,
  obstacleTo,
  type AccountState,
} from './account-policy.js';

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
function account(status: AccountStatus, role: Role = 'Employee', over: Partial<AccountState> = {}): AccountState {
  return { id: 'somebody', role, status, hasPassword: true, otherAdmins: 1, ...over };
}

const admin = person('admin', 'System Admin');
const OTHERS: [string, Actor][] = [
  ['an employee', person('one', 'Employee')],
  ['a coordinator', person('one', 'Ticket Coordinator')],
  ['nobody', ANONYMOUS],
  ['the workflow system', WORKFLOW],
];

describe('who may do what to an account', () => {
  const EDIT = ['edit', 'set_email', 'set_role'];

  it.each([
    ['a pending one', account('Pending'), ['approve', 'reject', ...EDIT]],
    ['an approved one', account('Approved'), ['suspend', ...EDIT]],
    ['a rejected one', account('Rejected'), ['approve', ...EDIT]],
    ['a suspended one', account('Suspended'), ['reinstate', ...EDIT]],
    ['one without a password', account('Approved', 'Employee', { hasPassword: false }), ['suspend', ...EDIT, 'invite']],
    [
      'a suspended one without a password',
      account('Suspended', 'Employee', { hasPassword: false }),
      ['reinstate', ...EDIT],
    ],
    ['a coordinator', account('Approved', 'Ticket Coordinator'), ['suspend', ...EDIT, 'set_teams']],
    ['one of two administrators', account('Approved', 'System Admin'), ['suspend', ...EDIT, 'set_teams']],
  ])('administrator, %s', (_name, facts, abilities) => {
    expect(abilitiesOf(admin, facts)).toEqual(abilities);
  });

  it('the last active administrator can be edited, never suspended or demoted', () => {
    const last = account('Approved', 'System Admin', { otherAdmins: 0 });
    expect(abilitiesOf(admin, last)).toEqual(['edit', 'set_email', 'set_teams']);
    expect(obstacleTo(admin, 'suspend', last)).toBe('last administrator');
    expect(obstacleTo(admin, 'set_role', last)).toBe('last administrator');
  });

  it('an administrator who is not the last may step down, but neither shuts himself out nor changes his own address here', () => {
    const own = account('Approved', 'System Admin', { id: 'admin' });
    expect(abilitiesOf(admin, own)).toEqual(['edit', 'set_role', 'set_teams']);
    expect(obstacleTo(admin, 'suspend', own)).toBe('own account');
    expect(obstacleTo(admin, 'set_email', own)).toBe('own account');
  });

  it.each([
    ['suspended', account('Suspended', 'System Admin')],
    ['of another role', account('Approved', 'Ticket Coordinator')],
  ])('an account that is %s is not the last administrator', (_name, facts) => {
    expect(isLastAdmin(facts, 1)).toBe(false);
  });

  it.each(OTHERS)('%s neither sees nor changes accounts of others', (_name, actor) => {
    expect(abilitiesOf(actor, account('Approved'))).toEqual([]);
    expect(decideAccount(actor, 'see', account('Approved'))).toMatchObject({ allowed: false, because: 'hidden' });
    expect(decideAccount(actor, 'see_history', account('Approved')).allowed).toBe(false);
  });

  it.each(['Employee', 'Ticket Coordinator'] as const)('%s: sees and edits himself, and decides nothing', (role) => {
    const self = account('Approved', role, { id: 'self' });
    const actor = person('self', role);
    expect(abilitiesOf(actor, self)).toEqual(['edit']);
    expect(decideAccount(actor, 'set_role', self)).toMatchObject({ allowed: false, because: 'forbidden' });
    expect(decideAccount(actor, 'see_history', self)).toMatchObject({ allowed: false, because: 'forbidden' });
  });

  it('nobody but an administrator changes role, address or teams, not even his own', () => {
    const self = account('Approved', 'Ticket Coordinator', { id: 'self' });
    expect(
      forbiddenFields(person('self', 'Ticket Coordinator'), ['firstName', 'role', 'email', 'teamIds', 'phone'], self),
    ).toEqual(['role', 'email', 'teamIds']);
    expect(forbiddenFields(admin, ['role', 'email'], self)).toEqual([]);
  });

  it('an administrator’s API token that is not made for it manages nobody', () => {
    const token: Actor = { ...admin, scopes: ['account:own'] };
    const self = account('Approved', 'System Admin', { id: 'admin' });
    expect(abilitiesOf(token, self)).toEqual(['edit']);
    expect(forbiddenFields(token, ['role'], self)).toEqual(['role']);
    expect(decideAccount(token, 'see', account('Approved'))).toMatchObject({ allowed: false, because: 'hidden' });
    expect(decideAccount(token, 'see_card', account('Approved'))).toMatchObject({ allowed: false, because: 'hidden' });
    const made: Actor = { ...admin, scopes: ['user:manage'] };
    expect(abilitiesOf(made, account('Pending'))).toEqual(abilitiesOf(admin, account('Pending')));
  });

  it('the desk itself may act', () => {
    expect(decideAccount(SYSTEM, 'approve', account('Pending'))).toEqual({
      allowed: true,
      rule: 'desk may approve',
    });
  });

  it.each([
    ['Approved', true],
    ['Suspended', true],
    ['Pending', false],
    ['Rejected', false],
  ] as const)('a coordinator sees the card of somebody %s: %s', (status, isSeen) => {
    expect(decideAccount(person('one', 'Ticket Coordinator'), 'see_card', account(status)).allowed).toBe(isSeen);
    expect(decideAccount(person('one', 'Employee'), 'see_card', account(status)).allowed).toBe(false);
    expect(decideAccount(admin, 'see_card', account(status)).allowed).toBe(true);
  });

  it('every answer names its rule', () => {
    const employee = account('Approved', 'Employee', { id: 'one' });
    expect(decideAccount(admin, 'suspend', employee).rule).toBe('manager may suspend');
    expect(decideAccount(person('one', 'Employee'), 'edit', employee).rule).toBe('owner may edit');
    expect(decideAccount(person('one', 'Employee'), 'suspend', employee).rule).toBe(
      'owner may not suspend: manager, desk',
    );
  });

  it('lists an action exactly when it is granted and nothing stands in its way', () => {
    const actors: Actor[] = [admin, SYSTEM, ...OTHERS.map(([, actor]) => actor)];
    const states = ACCOUNT_STATUSES.flatMap((status) =>
      ROLES.flatMap((role) =>
        [0, 1].flatMap((otherAdmins) =>
          ['one', 'admin', 'somebody'].map((id) => account(status, role, { otherAdmins, id })),
        ),
      ),
    );
    for (const actor of actors) {
      for (const state of states) {
        expect(abilitiesOf(actor, state)).toEqual(
          ACCOUNT_ACTIONS.filter(
            (action) => decideAccount(actor, action, state).allowed && obstacleTo(actor, action, state) === null,
          ),
        );
        // Whoever may do something to an account may see it.
        expect(abilitiesOf(actor, state).length === 0 || decideAccount(actor, 'see', state).allowed).toBe(true);
      }
    }
    expect(Object.keys(GRANTS)).toEqual(expect.arrayContaining([...ACCOUNT_ACTIONS]));
  });
});
