import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';

/** One line per refused file; nothing of the request is saved. */
export function filesRefused(reasons: readonly string[]): DomainError {
  return validationFailed({ files: reasons });
}

export function fileNotReady(): DomainError {
  return new DomainError('conflict', 'FILE_NOT_READY', 'The file is still being checked; try again in a moment');
}

export function fileRefused(): DomainError {
  return new DomainError('gone', 'FILE_REFUSED', 'The file was refused by the virus scanner');
}
