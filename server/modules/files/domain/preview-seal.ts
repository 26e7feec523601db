import { createHmac, timingSafeEqual, type BinaryLike } from 'node:crypto';
import type { PreviewSize } from './preview.js';

/** Bytes of the seal, which lies behind the picture: a WebP says how long it is, so that whoever opens the file sees it alone. */
const LENGTH = 32;

/** What a drawn picture was drawn of. */
export interface Drawn {
  readonly attachmentId: string;
  /** Hex, of the bytes that were judged. */
  readonly sha256: string;
  readonly size: PreviewSize;
}

/** The picture with a seal that only this desk can make: it is kept where others may write as well. */
export function sealed(key: BinaryLike, drawn: Drawn, picture: Buffer): Buffer {
  return Buffer.concat([picture, sealOf(key, drawn, picture)]);
}

/** The picture; null when it is not as this desk drew it of just these bytes. */
export function unsealed(key: BinaryLike, drawn: Drawn, kept: Buffer): Buffer | null {
  if (kept.length < LENGTH) {
    return null;
  }
  const [picture, seal] = [kept.subarray(0, -LENGTH), kept.subarray(-LENGTH)];
  return timingSafeEqual(seal, sealOf(key, drawn, picture)) ? picture : null;
}

function sealOf(key: BinaryLike, { attachmentId, sha256, size }: Drawn, picture: Buffer): Buffer {
  return createHmac('sha256', key).update(`preview:${attachmentId}:${sha256}:${size}:`).update(picture).digest();
}
