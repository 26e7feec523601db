import { DomainError } from '../../kernel/domain-error.js';

/** Seconds. */
const TRY_AGAIN_AFTER = 30;

/** Nothing is kept under this key. */
export class BytesMissingError extends Error {
  override readonly name = 'BytesMissingError';

  constructor(readonly key: string) {
    super(`Nothing is stored under ${key}`);
  }
}

/** The files there are those of another desk, by its mark. */
export class ForeignStorageError extends Error {
  override readonly name = 'ForeignStorageError';

  constructor(place: string) {
    super(
      `The files in ${place} belong to another desk, or this one was given another database: nothing is taken away. ` +
        "If they are this desk's after all, remove its mark (docs/files.md); the next sweep writes it anew.",
    );
  }
}

export function storageFull(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'STORAGE_FULL',
    'Service temporarily unavailable',
    { files: ['There is no room for files at the moment; everything else works'] },
    { retryAfter: TRY_AGAIN_AFTER, cause },
  );
}

export function storageUnavailable(cause: unknown): DomainError {
  return new DomainError(
    'unavailable',
    'STORAGE_UNAVAILABLE',
    'Service temporarily unavailable',
    { files: ['Files cannot be stored or opened at the moment; everything else works'] },
    { retryAfter: TRY_AGAIN_AFTER, cause },
  );
}

/** What a disk says (no room, no right, gone) in words of this API; anything else is a mistake of ours and stays. */
export function ofDisk(error: unknown): unknown {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return storageFull(error);
  }
  const isOfDisk = typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) && !code.startsWith('ERR_');
  return isOfDisk ? storageUnavailable(error) : error;
}
