import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AccountStatus } from '../../kernel/role.js';

export function accountTransitionNotAllowed(
  from: AccountStatus,
  to: AccountStatus,
  allowed: readonly AccountStatus[],
): DomainError {
  return new DomainError(
    'conflict',
    'ACCOUNT_TRANSITION_NOT_ALLOWED',
    `An account that is ${from} cannot become ${to}`,
    { from: [from], to: [to], allowed },
  );
}

export function photoRefused(reason: string): DomainError {
  return validationFailed({ files: [reason] });
}

export function lastAdmin(): DomainError {
  return new DomainError('conflict', 'LAST_ADMIN', 'The last active System Admin must stay one');
}

export function emailTaken(): DomainError {
  return new DomainError('conflict', 'EMAIL_TAKEN', 'Another account has this email address', {
    email: ['Another account has this email address'],
  });
}

export function keyTaken(field: 'key' | 'name'): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', `This ${field} is taken`, { [field]: [`This ${field} is taken`] });
}
