import { HttpErrorResponse } from '@angular/common/http';
import type { ErrorCode, ErrorDto } from './types';

/** Reasons that come from between client and server, where no answer in the contract's shape arrived. */
export type ClientErrorCode = 'OFFLINE' | 'ABORTED' | 'UNREADABLE';

/** The one error that calls of the REST API end with. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly code: ErrorCode | ClientErrorCode,
    message: string,
    /** Messages by field, or facts of the refusal; values are always lists. */
    readonly details: Readonly<Record<string, readonly string[]>> = {},
    /** Finds the call in the server's log. */
    readonly requestId: string | null = null,
    /** Seconds to wait before the next try, when the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Whether the same call may succeed later without a change. */
  get isPassing(): boolean {
    return (
      this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504
    );
  }
}

function isErrorBody(body: unknown): body is ErrorDto {
  return (
    typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' && 'code' in body
  );
}

/** Bodies of failed calls that asked for text or a file arrive as text. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') {
    return body;
  }
  try {
    return JSON.parse(body);
  } catch {
    // A proxy's page, not the desk's answer.
    return null;
  }
}

export function toApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) {
    return failure;
  }
  if (!(failure instanceof HttpErrorResponse)) {
    return new ApiError(0, 'UNREADABLE', failure instanceof Error ? failure.message : 'The answer could not be read');
  }
  if (failure.status === 0) {
    return new ApiError(0, 'OFFLINE', 'The server cannot be reached');
  }
  const retryAfter = Number.parseInt(failure.headers.get('Retry-After') ?? '', 10);
  const waits = Number.isNaN(retryAfter) ? null : retryAfter;
  const body = parsed(failure.error);
  if (isErrorBody(body)) {
    return new ApiError(failure.status, body.code, body.error, body.details ?? {}, body.requestId ?? null, waits);
  }
  const requestId = failure.headers.get('X-Request-Id');
  const code = failure.status >= 502 && failure.status <= 504 ? 'SERVICE_UNAVAILABLE' : 'UNREADABLE';
  return new ApiError(failure.status, code, 'The server gave an answer that cannot be read', {}, requestId, waits);
}
