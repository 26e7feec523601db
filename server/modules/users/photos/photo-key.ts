import type { PhotoSize } from '../domain/photo-link.js';

/** Where one square of a photo lies. */
export function keyOfPhoto(fileId: string, size: PhotoSize): string {
  return `avatars/${fileId}-${String(size)}`;
}

/** Null for keys of anything else. */
export function photoIdIn(key: string): string | null {
  return /^avatars\/([0-9a-f-]{36})-\d+$/.exec(key)?.[1] ?? null;
}
