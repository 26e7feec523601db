import { createHmac, timingSafeEqual, type BinaryLike } from 'node:crypto';
import type { Variant } from './preview.js';

/** A link that a browser can follow without a bearer; seconds. */
export const LINK_LIFETIME = 60;

/** The HMAC binds the file, what of it is given, and the moment the link ends. */
export function signLink(key: BinaryLike, attachmentId: string, variant: Variant, expires: number): string {
  return createHmac('sha256', key)
    .update(`attachment:${attachmentId}:${variant}:${String(expires)}`)
    .digest('base64url');
}

/** `expires` in seconds since 1970. */
export function isLinkValid(
  key: BinaryLike,
  attachmentId: string,
  variant: Variant,
  expires: number,
  signature: string,
  now: Date,
): boolean {
  const expected = Buffer.from(signLink(key, attachmentId, variant, expires));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given) && expires * 1_000 > now.getTime();
}
