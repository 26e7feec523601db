import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import { PLACEHOLDERS } from './domain/placeholders.js';

export function placeholdersUnknown(unknown: readonly string[]): DomainError {
  const known = PLACEHOLDERS.map(({ key }) => `{{${key}}}`).join(', ');
  return validationFailed({
    body: unknown.map((key) => `{{${key}}} is no placeholder; these are: ${known}`),
  });
}

export function categoryUnknown(): DomainError {
  return validationFailed({ category: ['Unknown category; GET /api/categories lists them'] });
}

export function teamUnknown(): DomainError {
  return validationFailed({ teamId: ['Unknown team'] });
}

export function teamOfOtherScope(): DomainError {
  return validationFailed({ teamId: ['A reply of the scope team has a team, any other has none'] });
}

export function ticketUnknown(): DomainError {
  return validationFailed({ ticket: ['Must be the id or number of a ticket that you see'] });
}

export function shortcutTaken(): DomainError {
  return new DomainError('conflict', 'KEY_TAKEN', 'Another saved reply here has this shortcut', {
    shortcut: ['taken'],
  });
}

export function repliesFull(most: number): DomainError {
  return new DomainError(
    'conflict',
    'REPLIES_FULL',
    `There are ${String(most)} saved replies here already; delete one first`,
    { most: [String(most)] },
  );
}
