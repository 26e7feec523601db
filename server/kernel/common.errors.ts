import { DomainError, type ErrorDetails } from './domain-error.js';

/** The refusals that every module shares; texts are requirement X1's. */
export function validationFailed(details: ErrorDetails): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'Field validation failed', details);
}

export function authenticationRequired(): DomainError {
  return new DomainError('unauthenticated', 'AUTHENTICATION_REQUIRED', 'Authentication required');
}

export function permissionDenied(): DomainError {
  return new DomainError('forbidden', 'PERMISSION_DENIED', 'Insufficient permissions');
}

/** Everything else is in order: the client leads to the page that sets the second factor up. */
export function secondFactorRequired(): DomainError {
  return new DomainError('forbidden', 'SECOND_FACTOR_REQUIRED', 'Insufficient permissions');
}

/** Also the answer for what the caller may not see: both must look alike. */
export function resourceNotFound(): DomainError {
  return new DomainError('not-found', 'NOT_FOUND', 'Resource not found');
}

export function versionStale(current: number): DomainError {
  return new DomainError('stale', 'VERSION_STALE', 'This was changed by someone else; load it again', {
    current: [String(current)],
  });
}

/** Somebody else changed the same field since the caller's version: both values, the present one first. */
export function fieldConflict(details: ErrorDetails): DomainError {
  return new DomainError('conflict', 'FIELD_CONFLICT', 'The same field was changed by someone else', details);
}

export function serviceUnavailable(retryAfter: number, cause?: unknown): DomainError {
  return new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'Service temporarily unavailable', undefined, {
    retryAfter,
    cause,
  });
}

export function rateLimited(retryAfter: number): DomainError {
  return new DomainError(
    'rate-limited',
    'RATE_LIMITED',
    `Too many attempts; try again in ${String(retryAfter)} s`,
    undefined,
    { retryAfter },
  );
}
