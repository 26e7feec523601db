import { createHmac, timingSafeEqual } from 'node:crypto';

const DAY = 86_400;

/** Edges in pixels of the squares that are kept. */
export const PHOTO_SIZES = [64, 256] as const;
export type PhotoSize = (typeof PHOTO_SIZES)[number];

/** Whose photo, which one, and until when (seconds since 1970) an address shows it. */
export interface PhotoLink {
  readonly userId: string;
  /** A new one with every photo, so that addresses of a former one die with it. */
  readonly fileId: string;
  readonly expires: number;
}

/** 24 to 48 hours from now. The same all day long: the address stays the same, and browsers keep what they have. */
export function photoExpiry(now: Date): number {
  return (Math.floor(now.getTime() / 1_000 / DAY) + 2) * DAY;
}

export function signPhotoLink(key: Buffer, { userId, fileId, expires }: PhotoLink): string {
  return createHmac('sha256', key)
    .update(`${userId}:${fileId}:${String(expires)}`)
    .digest('base64url');
}

export function isPhotoLinkValid(key: Buffer, link: PhotoLink, signature: string, now: Date): boolean {
  const right = Buffer.from(signPhotoLink(key, link));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given) && link.expires * 1_000 > now.getTime();
}
