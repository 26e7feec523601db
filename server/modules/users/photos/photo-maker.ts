import { Injectable, Logger } from '@nestjs/common';
import type sharp from 'sharp';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { FilesFacade } from '../../files/files.facade.js';
import { PHOTO_SIZES, type PhotoSize } from '../domain/photo-link.js';
import { photoRefused } from '../users.errors.js';

/** Bytes. */
const SIZE_LIMIT = 10 * 1024 * 1024;
/** Pixels; cameras of telephones stay below. */
const PIXEL_LIMIT = 50_000_000;
/** Seconds for one picture. */
const TIME_LIMIT = 10;
const QUALITY = 82;
const ACCEPTED = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** The squares of one photo, as WebP. */
export type PhotoSquares = Readonly<Record<PhotoSize, Buffer>>;

/**
 * Makes squares of whatever picture somebody sends. They are drawn anew from its pixels, so that nothing else of the
 * file, neither the place where it was taken nor a script, reaches other people.
 */
@Injectable()
export class PhotoMaker {
  private readonly logger = new Logger(PhotoMaker.name);
  private library: Promise<typeof sharp> | null = null;
  /** One picture at a time: an unpacked one may take 200 MB. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly files: FilesFacade) {}

  /** Throws 400 that says what is wrong with the file. */
  async make(file: ReceivedFile): Promise<PhotoSquares> {
    this.files.assertHarmless(file);
    if (!ACCEPTED.includes(file.detected?.mime ?? '')) {
      throw photoRefused('A profile photo must be a PNG, JPEG, WebP or GIF picture');
    }
    if (file.size > SIZE_LIMIT) {
      throw photoRefused('A profile photo may have 10 MB');
    }
    const made = this.last.then(async () => this.draw(file.path));
    // The next photo waits for this one, whatever became of it; its owner hears of the failure through `made`.
    this.last = made.catch(() => null);
    return made;
  }

  private async draw(path: string): Promise<PhotoSquares> {
    this.library ??= loadSharp();
    const open = await this.library;
    const [small, large] = PHOTO_SIZES;
    try {
      const { data, info } = await open(path, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' })
        .timeout({ seconds: TIME_LIMIT })
        .autoOrient()
        .resize(large, large)
        .raw()
        .toBuffer({ resolveWithObject: true });
      const square = (size: PhotoSize): Promise<Buffer> =>
        open(data, { raw: info }).resize(size, size).webp({ quality: QUALITY }).toBuffer();
      return { [small]: await square(small), [large]: await square(large) };
    } catch (error) {
      // The library throws plain errors; whatever it stumbles over, the picture cannot be used.
      this.logger.log({ err: error, msg: 'A profile photo could not be read' });
      throw photoRefused(reasonOf(error));
    }
  }
}

/** Loaded with the first photo: few requests need it, every start would pay for it. */
async function loadSharp(): Promise<typeof sharp> {
  const { default: library } = await import('sharp');
  // The library can read far more than the four formats; what is never read cannot be attacked.
  library.block({ operation: ['VipsForeignLoad'] });
  library.unblock({
    operation: [
      'VipsForeignLoadPngFile',
      'VipsForeignLoadJpegFile',
      'VipsForeignLoadWebpFile',
      'VipsForeignLoadNsgifFile',
    ],
  });
  library.cache(false);
  return library;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('pixel limit')) {
    return `The picture is too large: at most ${String(PIXEL_LIMIT / 1_000_000)} million pixels`;
  }
  return message.startsWith('timeout') ? 'The picture takes too long to read' : 'The picture is broken';
}
