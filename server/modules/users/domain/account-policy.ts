import { isAdmin, isInScope, type Actor } from '../../../kernel/actor.js';
import { allow, forbid, hide, type Decision } from '../../../kernel/decision.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { ACCOUNT_DECISIONS, isPossible } from './account-lifecycle.js';
import { OWN_FIELDS, type AccountField } from './account.js';

/** Words of `allowedActions` of an account. */
export const ACCOUNT_ACTIONS = [...ACCOUNT_DECISIONS, 'edit', 'set_role'] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

/** What the policy needs to know about an account. */
export interface AccountFacts {
  readonly id: string;
  readonly role: Role;
  readonly status: AccountStatus;
}

/** An administrator at work as one: an API token that he made for something else manages nobody. */
function isManager(actor: Actor): boolean {
  return actor.kind === 'person' && isAdmin(actor) && isInScope(actor, 'user:manage');
}

/** Accounts are the administrators' business; everybody else sees his own alone, and changes a few fields of it. */
export function decideAccount(actor: Actor, action: AccountAction | 'see', account: AccountFacts): Decision {
  if (isManager(actor) || actor.kind === 'system') {
    return allow('administrators manage accounts');
  }
  if (actor.kind === 'person' && actor.id === account.id) {
    return action === 'see' || action === 'edit'
      ? allow('everybody has his own account')
      : forbid('accounts are managed by administrators');
  }
  return hide('accounts of others are hidden');
}

/** Which of the wanted fields this actor may never change. */
export function forbiddenFields(actor: Actor, fields: readonly AccountField[]): AccountField[] {
  return isManager(actor) ? [] : fields.filter((field) => !OWN_FIELDS.includes(field));
}

/** The one account that must stay what it is: without it nobody could ever approve anybody again. */
export function isLastAdmin(account: AccountFacts, activeAdmins: number): boolean {
  return account.role === 'System Admin' && account.status === 'Approved' && activeAdmins <= 1;
}

/** What the actor may do now. */
export function abilitiesOf(actor: Actor, account: AccountFacts, activeAdmins: number): AccountAction[] {
  const isLast = isLastAdmin(account, activeAdmins);
  return ACCOUNT_ACTIONS.filter((action) => {
    if (!decideAccount(actor, action, account).allowed) {
      return false;
    }
    if (action === 'edit') {
      return true;
    }
    if (action === 'set_role') {
      return !isLast;
    }
    return isPossible(action, account.status) && !(action === 'suspend' && isLast);
  });
}
