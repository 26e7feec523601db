import { sizeOf } from './image-size.js';

/** Bytes at their places, zeros between them. */
function at(length: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
}

function tiff(isLittle: boolean): Buffer {
  return at(8 + 2 + 24, (bytes) => {
    const short = (value: number, offset: number) =>
      isLittle ? bytes.writeUInt16LE(value, offset) : bytes.writeUInt16BE(value, offset);
    const long = (value: number, offset: number) =>
      isLittle ? bytes.writeUInt32LE(value, offset) : bytes.writeUInt32BE(value, offset);
    bytes.write(isLittle ? 'II' : 'MM', 0, 'latin1');
    short(42, 2);
    long(8, 4);
    short(2, 8);
    // The width as a short, the height as a long.
    [256, 3, 257, 4].forEach((value, index) => short(value, 10 + Math.floor(index / 2) * 12 + (index % 2) * 2));
    short(40_000, 18);
    long(70_000, 30);
  });
}

const jpeg = (...before: readonly number[]): Buffer =>
  Buffer.from([0xff, 0xd8, ...before, 0xff, 0xc2, 0, 17, 8, 0x9c, 0x40, 0x75, 0x30]);

const webp = (kind: string, write: (bytes: Buffer) => void): Buffer =>
  at(30, (bytes) => {
    bytes.write(`RIFF    WEBP${kind}`, 0, 'latin1');
    write(bytes);
  });

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), ...content]);
  bytes.writeUInt32BE(bytes.length, 0);
  return bytes;
}

function heic(...sizes: readonly (readonly [number, number])[]): Buffer {
  const pictures = sizes.map(([width, height]) =>
    box(
      'ispe',
      at(12, (b) => (b.writeUInt32BE(width, 4), b.writeUInt32BE(height, 8))),
    ),
  );
  const meta = box('meta', Buffer.alloc(4), box('iprp', box('ipco', ...pictures)));
  // What stands in the pixels counts for nothing.
  return Buffer.concat([
    box('ftyp', Buffer.from('heic')),
    meta,
    box('mdat', Buffer.from(`ispe${'\uffff'.repeat(20)}`)),
  ]);
}

describe('the size that a picture claims to have', () => {
  it.each<[string, string, Buffer, { width: number; height: number }]>([
    [
      'PNG',
      'image/png',
      at(24, (b) => (b.writeUInt32BE(50_000, 16), b.writeUInt32BE(60_000, 20))),
      { width: 50_000, height: 60_000 },
    ],
    [
      'GIF',
      'image/gif',
      at(10, (b) => (b.writeUInt16LE(65_535, 6), b.writeUInt16LE(2, 8))),
      { width: 65_535, height: 2 },
    ],
    [
      'BMP upside down',
      'image/bmp',
      at(26, (b) => (b.writeInt32LE(9, 18), b.writeInt32LE(-7, 22))),
      { width: 9, height: 7 },
    ],
    ['JPEG', 'image/jpeg', jpeg(), { width: 30_000, height: 40_000 }],
    [
      'JPEG behind other segments and fill bytes',
      'image/jpeg',
      jpeg(0xff, 0xe1, 0, 4, 0, 0, 0xff),
      { width: 30_000, height: 40_000 },
    ],
    ['TIFF, Intel', 'image/tiff', tiff(true), { width: 40_000, height: 70_000 }],
    ['TIFF, Motorola', 'image/tiff', tiff(false), { width: 40_000, height: 70_000 }],
    [
      'WebP, lossy',
      'image/webp',
      webp('VP8 ', (b) => (b.writeUInt16LE(300, 26), b.writeUInt16LE(200, 28))),
      { width: 300, height: 200 },
    ],
    [
      'WebP, lossless',
      'image/webp',
      webp('VP8L', (b) => b.writeUInt32LE(299 + 199 * 2 ** 14, 21)),
      { width: 300, height: 200 },
    ],
    [
      'WebP, extended',
      'image/webp',
      webp('VP8X', (b) => (b.writeUIntLE(16_000_000 - 1, 24, 3), b.writeUIntLE(9_999_999, 27, 3))),
      { width: 16_000_000, height: 10_000_000 },
    ],
    ['HEIC of tiles', 'image/heic', heic([512, 512], [40_000, 30_000], [320, 240]), { width: 40_000, height: 30_000 }],
  ])('is read from the header of a %s', async (_, mime, bytes, size) => {
    expect(await sizeOf(mime, async (from, length) => Promise.resolve(bytes.subarray(from, from + length)))).toEqual(
      size,
    );
  });

  it('is not to be had of a HEIC that says nothing of its pictures', async () => {
    const bytes = Buffer.concat([box('ftyp'), at(8, (b) => b.write('mdat', 4))]);
    const read = async (from: number, length: number) => Promise.resolve(bytes.subarray(from, from + length));
    expect(await sizeOf('image/heic', read)).toBeNull();
  });
});
