import type { ErrorCode } from './error-code.js';

/** What kind of refusal; the one filter turns it into a status. */
export type ErrorKind =
  | 'invalid' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404, also: not visible
  | 'conflict' // 409
  | 'gone' // 410
  | 'stale' // 412
  | 'too-large' // 413
  | 'unsupported' // 415
  | 'unsatisfiable' // 416
  | 'rate-limited' // 429
  | 'unavailable'; // 503

/** Per field, or per fact of the refusal, always as lists. */
export type ErrorDetails = Readonly<Record<string, readonly string[]>>;

/** A refusal that a caller can understand. Made only in `*.errors.ts`, mapped only in the error filter. */
export class DomainError extends Error {
  /** Seconds after which the caller may try again (429, 503). */
  readonly retryAfter: number | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: ErrorCode,
    message: string,
    readonly details?: ErrorDetails,
    options?: { retryAfter?: number; cause?: unknown },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.retryAfter = options?.retryAfter;
  }
}
