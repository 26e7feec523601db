import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Storage } from '../../../platform/storage/storage.js';
import { PHOTO_SIZES, type PhotoSize } from '../domain/photo-link.js';
import { keyOfPhoto } from './photo-key.js';
import type { PhotoSquares } from './photo-maker.js';

/** Where the squares lie: `avatars/<id of the photo>-<size>`. */
@Injectable()
export class PhotoStore {
  private readonly logger = new Logger(PhotoStore.name);

  constructor(private readonly storage: Storage) {}

  /** Both or none. */
  async keep(fileId: string, squares: PhotoSquares): Promise<void> {
    try {
      for (const size of PHOTO_SIZES) {
        await this.storage.keepBytes(squares[size], keyOfPhoto(fileId, size));
      }
    } catch (error) {
      await this.discard(fileId);
      throw error;
    }
  }

  async open(fileId: string, size: PhotoSize): Promise<Readable> {
    return this.storage.read(keyOfPhoto(fileId, size));
  }

  /** Never throws: nobody can reach these bytes any more, and the sweep takes what stays. */
  async discard(fileId: string): Promise<void> {
    try {
      await Promise.all(PHOTO_SIZES.map(async (size) => this.storage.remove(keyOfPhoto(fileId, size))));
    } catch (error) {
      // The storage is down or full of faults; nothing of the act itself depends on it.
      this.logger.warn({ err: error, msg: 'A profile photo could not be removed; the sweep will', fileId });
    }
  }
}
