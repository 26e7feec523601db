import { isDeepStrictEqual } from 'node:util';

/** Names of what differs between two states of one thing; its version follows from them and is none. */
export function changedFields<T extends { readonly version: number }>(before: T, after: T): string[] {
  return (Object.keys(after) as (keyof T & string)[]).filter(
    (field) => field !== 'version' && !isDeepStrictEqual(before[field], after[field]),
  );
}
