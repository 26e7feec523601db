import { isAdmin, isInScope, type Actor } from '../../../kernel/actor.js';
import { allow, forbid, hide, type Decision } from '../../../kernel/decision.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { ACCOUNT_DECISIONS, isPossible } from './account-lifecycle.js';
import type { AccountField } from './account.js';

/** Who somebody is to an account; an administrator is `manager` of all, and `owner` of his own besides. */
export const RELATIONS = ['manager', 'desk', 'owner', 'colleague'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Words of `allowedActions` of an account. */
export const ACCOUNT_ACTIONS = [...ACCOUNT_DECISIONS, 'edit', 'set_email', 'set_role', 'set_teams', 'invite'] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

/** What is only looked at: the account itself, its history, and the card that staff see of each other and of employees. */
type Sight = 'see' | 'see_card' | 'see_history';

/** What the policy needs to know about an account. */
export interface AccountFacts {
  readonly id: string;
  readonly role: Role;
  readonly status: AccountStatus;
}

/** What the account's own state may forbid depends on these too. */
export interface AccountState extends AccountFacts {
  readonly hasPassword: boolean;
  /** Administrators who can come in, besides this account: without any, it must stay one. */
  readonly otherAdmins: number;
}

const MANAGERS: readonly Relation[] = ['manager', 'desk'];
const MANAGERS_AND_OWNER: readonly Relation[] = ['manager', 'desk', 'owner'];

/**
 * The table: which relation may do what. `domain`, Who may do what: accounts and roles are the administrators' business,
 * everybody else sees his own alone and changes a few fields of it. States are asked afterwards (`obstacleTo`).
 */
export const GRANTS: Readonly<Record<AccountAction | Sight, readonly Relation[]>> = {
  see: MANAGERS_AND_OWNER,
  see_card: ['manager', 'desk', 'colleague'],
  see_history: MANAGERS,
  approve: MANAGERS,
  reject: MANAGERS,
  suspend: MANAGERS,
  reinstate: MANAGERS,
  edit: MANAGERS_AND_OWNER,
  set_email: MANAGERS,
  set_role: MANAGERS,
  set_teams: MANAGERS,
  invite: MANAGERS,
};

/** Which action changes a field. */
const ACTION_OF_FIELD: Readonly<Record<AccountField, AccountAction>> = {
  firstName: 'edit',
  lastName: 'edit',
  department: 'edit',
  phone: 'edit',
  language: 'edit',
  timeZone: 'edit',
  email: 'set_email',
  role: 'set_role',
  teamIds: 'set_teams',
};

/** An administrator at work as one: an API token that he made for something else manages nobody. */
function isManager(actor: Actor): boolean {
  return actor.kind === 'person' && isAdmin(actor) && isInScope(actor, 'user:manage');
}

function isRelated(actor: Actor, relation: Relation, account: AccountFacts): boolean {
  switch (relation) {
    case 'manager':
      return isManager(actor);
    case 'desk':
      return actor.kind === 'system';
    case 'owner':
      return isOwner(actor, account);
    case 'colleague':
      // Who was never let in is nobody's colleague, and only administrators' business.
      return (
        actor.kind === 'person' &&
        actor.role !== 'Employee' &&
        isInScope(actor, 'people:find') &&
        (account.status === 'Approved' || account.status === 'Suspended')
      );
  }
}

function isOwner(actor: Actor, account: AccountFacts): boolean {
  return actor.kind === 'person' && actor.id === account.id;
}

/** 404 before 403: to whom an account is hidden, it is hidden whatever he asks. */
export function decideAccount(actor: Actor, action: AccountAction | Sight, account: AccountFacts): Decision {
  const relation = GRANTS[action].find((candidate) => isRelated(actor, candidate, account));
  if (relation !== undefined) {
    return allow(`${relation} may ${action}`);
  }
  const sight = GRANTS.see.find((candidate) => isRelated(actor, candidate, account));
  return sight === undefined
    ? hide('accounts of others are hidden')
    : forbid(`${sight} may not ${action}: ${GRANTS[action].join(', ')}`);
}

/** Which of the wanted fields this actor may never change. */
export function forbiddenFields(actor: Actor, fields: readonly AccountField[], account: AccountFacts): AccountField[] {
  return fields.filter((field) => !decideAccount(actor, ACTION_OF_FIELD[field], account).allowed);
}

/** The one account that must stay what it is: without it nobody could ever approve anybody again. */
export function isLastAdmin(account: AccountFacts, otherAdmins: number): boolean {
  return account.role === 'System Admin' && account.status === 'Approved' && otherAdmins === 0;
}

/** What the account's state has against an action that is granted: 409. */
export type Obstacle = 'status' | 'last administrator' | 'own account' | 'has a password' | 'not let in' | 'not staff';

/** Null: nothing stands in the way. */
export function obstacleTo(actor: Actor, action: AccountAction, account: AccountState): Obstacle | null {
  const isLast = isLastAdmin(account, account.otherAdmins);
  switch (action) {
    case 'edit':
      return null;
    case 'approve':
    case 'reject':
    case 'reinstate':
      return isPossible(action, account.status) ? null : 'status';
    case 'suspend':
      if (!isPossible(action, account.status)) {
        return 'status';
      }
      if (isLast) {
        return 'last administrator';
      }
      return isOwner(actor, account) ? 'own account' : null;
    case 'set_role':
      return isLast ? 'last administrator' : null;
    case 'set_email':
      // His own address he changes with his password in hand, like everybody.
      return isOwner(actor, account) ? 'own account' : null;
    case 'set_teams':
      return account.role === 'Employee' ? 'not staff' : null;
    case 'invite':
      if (account.hasPassword) {
        return 'has a password';
      }
      return account.status === 'Approved' ? null : 'not let in';
  }
}

/** What the actor may do now: permitted and possible. */
export function abilitiesOf(actor: Actor, account: AccountState): AccountAction[] {
  return ACCOUNT_ACTIONS.filter(
    (action) => decideAccount(actor, action, account).allowed && obstacleTo(actor, action, account) === null,
  );
}
