import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AccountStatus } from '../../kernel/role.js';
import { reachableFrom } from './domain/account-lifecycle.js';
import type { Obstacle } from './domain/account-policy.js';

export function accountTransitionNotAllowed(from: AccountStatus, to: AccountStatus): DomainError {
  return new DomainError(
    'conflict',
    'ACCOUNT_TRANSITION_NOT_ALLOWED',
    // Approved can be reached, but by another decision than the one that was asked for.
    from === 'Suspended' && to === 'Approved'
      ? 'A suspended account is reinstated, not approved'
      : `An account that is ${from} cannot become ${to}`,
    { from: [from], to: [to], allowed: reachableFrom(from) },
  );
}

/** What the state of an account has against an action that its caller may do. */
export function obstacleError(obstacle: Exclude<Obstacle, 'status'>): DomainError {
  switch (obstacle) {
    case 'last administrator':
      return new DomainError('conflict', 'LAST_ADMIN', 'The last active System Admin must stay one');
    case 'own account':
      return new DomainError('conflict', 'OWN_ACCOUNT', 'Nobody does this to his own account');
    case 'has a password':
      return new DomainError('conflict', 'INVITE_NOT_POSSIBLE', 'This person has a password already');
    case 'not let in':
      return new DomainError('conflict', 'INVITE_NOT_POSSIBLE', 'Only people who may sign in are invited');
    case 'not staff':
      return new DomainError('conflict', 'MEMBER_NOT_STAFF', 'Only coordinators and administrators work in teams', {
        teamIds: ['Only coordinators and administrators work in teams'],
      });
  }
}

export function photoRefused(reason: string): DomainError {
  return validationFailed({ files: [reason] });
}

export function emailTaken(): DomainError {
  return new DomainError('conflict', 'EMAIL_TAKEN', 'Another account has this email address', {
    email: ['Another account has this email address'],
  });
}

export function keyTaken(field: 'key' | 'name'): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', `This ${field} is taken`, { [field]: [`This ${field} is taken`] });
}

export function teamInUse(cause: unknown): DomainError {
  return new DomainError(
    'conflict',
    'TEAM_IN_USE',
    'Tickets belong to this team, or a category sends its tickets to it; give them to another one first',
    undefined,
    { cause },
  );
}
