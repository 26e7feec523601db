/** 4xx that say "later" or "not with this key", which an administrator mends, rather than "never". */
const LATER = new Set([401, 403, 404, 408, 409, 423, 425, 429]);

/** Whether a call that was answered so may succeed another time: their own trouble, or a refusal that passes. */
export function isWorthRepeating(status: number): boolean {
  return status >= 500 || LATER.has(status);
}
