import type { Attachment } from './attachment.js';

/** Owner type of files that wait for their message; the owner is whoever uploaded them. */
export const WAITING_FILES = 'upload';

/** Of one person, waiting at once. */
export const UPLOADS_LIMIT = 20;
/** Bytes. */
export const UPLOADS_TOTAL_LIMIT = 200 * 1024 * 1024;

const DAY = 86_400_000;

/** A file nobody sent is forgotten a day later. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + DAY);
}

/** A file that was sent never expires. */
export function isExpired({ expiresAt }: Pick<Attachment, 'expiresAt'>, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now.getTime();
}

/** What one person has waiting. */
export interface Waiting {
  readonly count: number;
  /** Together. */
  readonly bytes: number;
}

/** Whether one more file of `size` bytes may wait. */
export function hasRoom(waiting: Waiting, size: number): boolean {
  return waiting.count < UPLOADS_LIMIT && waiting.bytes + size <= UPLOADS_TOTAL_LIMIT;
}
