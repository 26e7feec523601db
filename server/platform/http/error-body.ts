import { DomainError, type ErrorDetails, type ErrorKind } from '../../kernel/domain-error.js';
import type { ErrorCode } from '../../kernel/error-code.js';

/** The one shape of every refusal (X1). */
export interface ErrorBody {
  readonly error: string;
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;
  readonly requestId: string;
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
  readonly retryAfter?: number;
  /** Ours and not the caller's: logged with its stack. */
  readonly isUnexpected: boolean;
}

/** The HTTP status of each kind of refusal; the contract is written from it too. */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  unsatisfiable: 416,
  'rate-limited': 429,
  unavailable: 503,
};

type Mapped = readonly [status: number, code: ErrorCode, text: string, retryAfter?: number];

const INTERNAL: Mapped = [500, 'INTERNAL_ERROR', 'Internal server error'];
const BUSY: Mapped = [503, 'SERVICE_UNAVAILABLE', 'Service temporarily unavailable', 2];
const REFUSED_VALUE: Mapped = [400, 'VALIDATION_FAILED', 'Field validation failed'];
const CLASH: Mapped = [409, 'CONFLICT', 'This collides with another change; load it again'];

/** What PostgreSQL refused, by SQLSTATE class: values people sent are 400 or 409, a database in trouble is 503. */
function fromSqlState(state: string): Mapped {
  if (state.startsWith('22') || state === '54000' || state === '23514') {
    return REFUSED_VALUE;
  }
  if (state.startsWith('23')) {
    return CLASH;
  }
  if (/^(08|53|57|40|55|58)/.test(state)) {
    return BUSY;
  }
  return INTERNAL;
}

/** Errors raised by Fastify, Nest's router and node before any code of ours runs. */
function fromStatus(status: number): Mapped {
  switch (status) {
    case 400:
      return [400, 'VALIDATION_FAILED', 'Field validation failed'];
    case 401:
      return [401, 'AUTHENTICATION_REQUIRED', 'Authentication required'];
    case 403:
      return [403, 'PERMISSION_DENIED', 'Insufficient permissions'];
    case 404:
    case 405:
    case 414:
      return [404, 'NOT_FOUND', 'Resource not found'];
    case 413:
      return [413, 'BODY_TOO_LARGE', 'The request is too large'];
    case 415:
      return [415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json or multipart/form-data'];
    case 503:
      return BUSY;
    default:
      // 406, 408, 411, 431 and their like: the caller's mistake, told in the one shape.
      return status >= 400 && status < 500 ? [400, 'VALIDATION_FAILED', 'Field validation failed'] : INTERNAL;
  }
}

function textField(value: object, field: string): string | null {
  const found: unknown = Reflect.get(value, field);
  return typeof found === 'string' ? found : null;
}

function statusField(value: object): number | null {
  const found: unknown = Reflect.get(value, 'statusCode') ?? Reflect.get(value, 'status');
  return typeof found === 'number' ? found : null;
}

/** What pg, and TypeORM that takes its runner back with a lost connection, tell only by their text. */
const LOST =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|Query runner already released/;

/** pg: 5 characters, digits and capitals. Node's own network codes (ECONNREFUSED) mean that the database is away. */
function sqlStateOf(error: Error): string | null {
  const source: unknown = Reflect.get(error, 'driverError') ?? error;
  const code = typeof source === 'object' && source !== null ? textField(source, 'code') : null;
  if (code !== null && /^[0-9A-Z]{5}$/.test(code)) {
    return code;
  }
  if (code !== null && /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)$/.test(code)) {
    return '08006';
  }
  return LOST.test(error.message) ? '08006' : null;
}

/** Maps anything thrown to the answer; unknown errors become an opaque 500. */
export function errorAnswer(thrown: unknown, requestId: string): ErrorAnswer {
  if (thrown instanceof DomainError) {
    return {
      status: STATUS_OF_KIND[thrown.kind],
      body: {
        error: thrown.message,
        code: thrown.code,
        ...(thrown.details === undefined ? {} : { details: thrown.details }),
        requestId,
      },
      ...(thrown.retryAfter === undefined ? {} : { retryAfter: thrown.retryAfter }),
      isUnexpected: false,
    };
  }
  const [status, code, error, retryAfter] = mapUnknown(thrown);
  return {
    status,
    body: { error, code, requestId },
    ...(retryAfter === undefined ? {} : { retryAfter }),
    isUnexpected: status >= 500,
  };
}

function mapUnknown(thrown: unknown): Mapped {
  if (!(thrown instanceof Error)) {
    return INTERNAL;
  }
  const state = sqlStateOf(thrown);
  if (state !== null) {
    return fromSqlState(state);
  }
  const status = statusField(thrown);
  return status === null ? INTERNAL : fromStatus(status);
}
