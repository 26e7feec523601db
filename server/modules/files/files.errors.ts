import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import { UPLOADS_LIMIT, UPLOADS_TOTAL_LIMIT } from './domain/upload.js';

/** One line per refused file; nothing of the request is saved. */
export function filesRefused(reasons: readonly string[]): DomainError {
  return validationFailed({ files: reasons });
}

/** What would be fine if there were less of it. */
export function filesTooLarge(reasons: readonly string[]): DomainError {
  return new DomainError('too-large', 'BODY_TOO_LARGE', 'The request is too large', { files: reasons });
}

export function fileNotReady(): DomainError {
  return new DomainError('conflict', 'FILE_NOT_READY', 'The file has not been checked yet; try again in a moment');
}

/** Nobody is kept waiting: only an administrator can have it checked again. */
export function fileNotJudged(): DomainError {
  return new DomainError(
    'conflict',
    'FILE_NOT_JUDGED',
    'The file could not be checked, so that nobody can open it; an administrator can have it checked again',
  );
}

export function fileRefused(): DomainError {
  return new DomainError('gone', 'FILE_REFUSED', 'The file was refused by the virus scanner');
}

export function previewNotPossible(): DomainError {
  return new DomainError('conflict', 'PREVIEW_NOT_POSSIBLE', 'There is no picture of this file; download it instead');
}

export function rangeNotSatisfiable(size: number): DomainError {
  return new DomainError('unsatisfiable', 'RANGE_NOT_SATISFIABLE', 'The file has fewer bytes than that', {
    Range: [`Must begin before byte ${String(size)}`],
  });
}

export function variantUnknown(field: string, known: readonly string[]): DomainError {
  return validationFailed({ [field]: [`Must be one of: ${known.join(', ')}`] });
}

export function fileNotScannable(state: string): DomainError {
  return new DomainError('conflict', 'ACTION_NOT_POSSIBLE', 'This file cannot be scanned now', { state: [state] });
}

/** One line per file that cannot be sent; nothing of the message is saved. */
export function uploadsNotSendable(
  ids: readonly string[],
  claimed: readonly { readonly id: string }[],
  infected: readonly { readonly id: string; readonly filename: string }[],
): DomainError {
  const reasons = ids
    .filter((id) => !claimed.some((file) => file.id === id.toLowerCase()))
    .map((id) => {
      const refused = infected.find((file) => file.id === id.toLowerCase());
      return refused === undefined
        ? `${id}: not among your files that wait to be sent`
        : `${refused.filename}: the file was refused by the virus scanner`;
    });
  return validationFailed({ uploadIds: reasons });
}

export function oneFilePlease(): DomainError {
  return validationFailed({ files: ['Send exactly one file in the multipart field "files"'] });
}

export function uploadsLimit(): DomainError {
  const [count, megabytes] = [String(UPLOADS_LIMIT), String(UPLOADS_TOTAL_LIMIT / 1024 / 1024)];
  return new DomainError(
    'conflict',
    'UPLOADS_LIMIT',
    `At most ${count} files and ${megabytes} MB may wait to be sent; send or remove some first`,
    { most: [count], megabytes: [megabytes] },
  );
}
