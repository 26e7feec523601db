import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { Pictures, PIXEL_LIMIT } from '../../../platform/images/pictures.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { FilesFacade } from '../../files/files.facade.js';
import { PHOTO_SIZES, type PhotoSize } from '../domain/photo-link.js';
import { photoRefused } from '../users.errors.js';

/** Bytes. */
const SIZE_LIMIT = 10 * 1024 * 1024;
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

  constructor(
    private readonly files: FilesFacade,
    private readonly pictures: Pictures,
  ) {}

  /** Throws 400 that says what is wrong with the file. */
  async make(file: ReceivedFile): Promise<PhotoSquares> {
    this.files.assertHarmless(file);
    if (!ACCEPTED.includes(file.detected?.mime ?? '')) {
      throw photoRefused('A profile photo must be a PNG, JPEG, WebP or GIF picture');
    }
    if (file.size > SIZE_LIMIT) {
      throw photoRefused('A profile photo may have 10 MB');
    }
    const [small, large] = PHOTO_SIZES;
    try {
      return await this.pictures.draw(async (open, library) => {
        const { data, info } = await open(file.path).resize(large, large).raw().toBuffer({ resolveWithObject: true });
        const square = (size: PhotoSize): Promise<Buffer> =>
          library(data, { raw: info }).resize(size, size).webp({ quality: QUALITY }).toBuffer();
        return { [small]: await square(small), [large]: await square(large) };
      });
    } catch (error) {
      if (error instanceof DomainError) {
        throw error;
      }
      // The library throws plain errors; whatever it stumbles over, the picture cannot be used.
      this.logger.log({ err: error, msg: 'A profile photo could not be read' });
      throw photoRefused(reasonOf(error));
    }
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('pixel limit')) {
    return `The picture is too large: at most ${String(PIXEL_LIMIT / 1_000_000)} million pixels`;
  }
  return message.startsWith('timeout') ? 'The picture takes too long to read' : 'The picture is broken';
}
