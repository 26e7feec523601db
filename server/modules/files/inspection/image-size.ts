import { open } from 'node:fs/promises';

/** Reads some bytes of a file; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Segments of a JPEG that are looked at; photographs have a few dozen. */
const SEGMENTS = 500;
/** Entries of a TIFF's first directory. */
const TAGS = 200;
/** Boxes at the top of a HEIC that are looked at; what speaks of its pictures is one of the first. */
const BOXES = 20;
/** Bytes of that box; telephones write a few thousand. */
const HEIC_META = 256 * 1024;

export async function imageSizeOf(path: string, mime: string): Promise<ImageSize | null> {
  const handle = await open(path, 'r');
  try {
    return await sizeOf(mime, async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    });
  } catch (error) {
    if (error instanceof RangeError) {
      // The header ends too early: there is no size to speak of.
      return null;
    }
    throw error;
  } finally {
    await handle.close();
  }
}

/** From the header alone: nothing is decoded. Null when the format has no size here, or hides it. */
export async function sizeOf(mime: string, read: ReadAt): Promise<ImageSize | null> {
  switch (mime) {
    case 'image/png': {
      const head = await read(16, 8);
      return { width: head.readUInt32BE(0), height: head.readUInt32BE(4) };
    }
    case 'image/gif': {
      const head = await read(6, 4);
      return { width: head.readUInt16LE(0), height: head.readUInt16LE(2) };
    }
    case 'image/bmp': {
      const head = await read(18, 8);
      return { width: Math.abs(head.readInt32LE(0)), height: Math.abs(head.readInt32LE(4)) };
    }
    case 'image/webp':
      return sizeOfWebp(await read(12, 18));
    case 'image/jpeg':
      return sizeOfJpeg(read);
    case 'image/tiff':
      return sizeOfTiff(read);
    case 'image/heic':
      return sizeOfHeic(read);
    default:
      return null;
  }
}

function sizeOfWebp(head: Buffer): ImageSize | null {
  switch (head.toString('latin1', 0, 4)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(14) & 0x3fff, height: head.readUInt16LE(16) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(9);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(12, 3) + 1, height: head.readUIntLE(15, 3) + 1 };
    default:
      return null;
  }
}

async function sizeOfJpeg(read: ReadAt): Promise<ImageSize | null> {
  let offset = 2;
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    const head = await read(offset, 9);
    const marker = head.readUInt16BE(0);
    if (marker >>> 8 !== 0xff) {
      return null;
    }
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      return { width: head.readUInt16BE(7), height: head.readUInt16BE(5) };
    }
    // Fill bytes may stand before a marker.
    offset += marker === 0xffff ? 1 : 2 + head.readUInt16BE(2);
  }
  return null;
}

async function sizeOfTiff(read: ReadAt): Promise<ImageSize | null> {
  const head = await read(0, 8);
  const isLittle = head.toString('latin1', 0, 2) === 'II';
  const short = (bytes: Buffer, at: number): number => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number): number => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const directory = long(head, 4);
  const count = Math.min(short(await read(directory, 2), 0), TAGS);
  const tags = await read(directory + 2, count * 12);
  const valueOf = (tag: number): number | null => {
    for (let at = 0; at + 12 <= tags.length; at += 12) {
      if (short(tags, at) === tag) {
        return short(tags, at + 2) === 3 ? short(tags, at + 8) : long(tags, at + 8);
      }
    }
    return null;
  };
  const [width, height] = [valueOf(256), valueOf(257)];
  return width === null || height === null ? null : { width, height };
}

/** The largest of its pictures: tiles, thumbnails and the whole each say (`ispe`) how large they are. */
async function sizeOfHeic(read: ReadAt): Promise<ImageSize | null> {
  const meta = await heicMeta(read);
  let largest: ImageSize | null = null;
  for (let at = meta.indexOf('ispe'); at >= 0 && at + 16 <= meta.length; at = meta.indexOf('ispe', at + 4)) {
    // Four bytes of version and flags come first.
    const size = { width: meta.readUInt32BE(at + 8), height: meta.readUInt32BE(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) {
      largest = size;
    }
  }
  return largest;
}

/** The box that speaks of the pictures; empty when there is none. */
async function heicMeta(read: ReadAt): Promise<Buffer> {
  let offset = 0;
  for (let box = 0; box < BOXES; box += 1) {
    const head = await read(offset, 8);
    const length = head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'meta') {
      return read(offset + 8, Math.min(length, HEIC_META));
    }
    // 0 and 1 stand for lengths that are told elsewhere: of what is long, and no such box.
    if (length < 8) {
      break;
    }
    offset += length;
  }
  return Buffer.alloc(0);
}
