import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import { DRAFT_BYTES, DRAFTS_PER_PERSON, type Draft } from './domain/draft.js';

/** Carries the one that stands, so that nothing of either is lost. */
export function draftStale({ version, updatedAt, value }: Draft): DomainError {
  return new DomainError('conflict', 'DRAFT_STALE', 'This draft was written elsewhere meanwhile; it is given', {
    version: [String(version)],
    updatedAt: [updatedAt.toISOString()],
    value: [JSON.stringify(value)],
  });
}

export function draftsFull(): DomainError {
  return new DomainError(
    'conflict',
    'DRAFTS_FULL',
    `There are ${String(DRAFTS_PER_PERSON)} drafts already; send or delete one first`,
    { most: [String(DRAFTS_PER_PERSON)] },
  );
}

export function draftTooLong(): DomainError {
  return validationFailed({ value: [`Must be at most ${String(DRAFT_BYTES / 1024)} KB of JSON`] });
}
