import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Storage } from '../../../platform/storage/storage.js';
import { PHOTO_SIZES, type PhotoSize } from '../domain/photo-link.js';
import type { PhotoSquares } from './photo-maker.js';

/** Where the squares lie: `avatars/<id of the photo>-<size>`. */
@Injectable()
export class PhotoStore {
  private readonly logger = new Logger(PhotoStore.name);

  constructor(private readonly storage: Storage) {}

  async keep(fileId: string, squares: PhotoSquares): Promise<void> {
    for (const size of PHOTO_SIZES) {
      await this.storage.keepBytes(squares[size], keyOf(fileId, size));
    }
  }

  async open(fileId: string, size: PhotoSize): Promise<Readable> {
    return this.storage.read(keyOf(fileId, size));
  }

  /** In the background: nobody can reach these bytes any more, whether or not they go at once. */
  discard(fileId: string): void {
    Promise.all(PHOTO_SIZES.map(async (size) => this.storage.remove(keyOf(fileId, size)))).catch((error: unknown) => {
      this.logger.warn({ err: error, msg: 'A former profile photo could not be removed', fileId });
    });
  }
}

function keyOf(fileId: string, size: PhotoSize): string {
  return `avatars/${fileId}-${String(size)}`;
}
