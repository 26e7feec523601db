import { createHash } from 'node:crypto';

/** API tokens begin with it, so that people and scanners recognise a leaked one. */
export const API_TOKEN_PREFIX = 'sst_';

export function hashOfApiToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** By its looks alone. */
export function isApiToken(token: string): boolean {
  return token.startsWith(API_TOKEN_PREFIX);
}
