import { DomainError } from './domain-error.js';
import { isId } from './ids.js';

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

export const PAGE_LIMIT_DEFAULT = 25;
export const PAGE_LIMIT_MAX = 100;

/** Keyset position: the sort values of the last row shown, and the sort they belong to. */
export function encodeCursor(sort: string, values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([sort, ...values])).toString('base64url');
}

/** Throws CURSOR_INVALID for anything but a cursor made by `encodeCursor` for this sort and number of values. */
export function decodeCursor(cursor: string, sort: string, length: number): readonly (string | null)[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    throw cursorInvalid(error);
  }
  if (!Array.isArray(parsed) || parsed.length !== length + 1 || parsed[0] !== sort) {
    throw cursorInvalid();
  }
  const values: unknown[] = parsed.slice(1);
  if (!values.every((value): value is string | null => value === null || typeof value === 'string')) {
    throw cursorInvalid();
  }
  return values;
}

/** What has no time comes after all that has one. */
const INSTANT =
  /^(?:infinity|\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z)$/;

/** A cursor of a time and an id, the keyset of most lists. */
export function decodeTimeCursor(cursor: string, sort: string): readonly [at: string, id: string] {
  const [at, id] = decodeCursor(cursor, sort, 2);
  if (typeof at !== 'string' || typeof id !== 'string' || !INSTANT.test(at) || !isId(id)) {
    throw cursorInvalid();
  }
  return [at, id];
}

/** A cursor of one running number, as text: it may be larger than a JavaScript number holds exactly. */
export function decodeNumberCursor(cursor: string, sort: string): string {
  const [number] = decodeCursor(cursor, sort, 1);
  if (typeof number !== 'string' || !/^\d{1,18}$/.test(number)) {
    throw cursorInvalid();
  }
  return number;
}

function cursorInvalid(cause?: unknown): DomainError {
  return new DomainError(
    'invalid',
    'CURSOR_INVALID',
    'Field validation failed',
    { cursor: ['Not a cursor of this list and sort; start from the first page'] },
    { cause },
  );
}

/** `rows` was read with one row more than `limit`; that row only tells that there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
