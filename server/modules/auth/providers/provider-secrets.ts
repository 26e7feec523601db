import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for an address or a cookie. Only its hash is kept. */
export function newProviderSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret itself has all the entropy there is, so that a plain hash keeps it. */
export function hashOfProviderSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
