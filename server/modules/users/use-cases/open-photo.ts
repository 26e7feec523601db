import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { BytesMissingError } from '../../../platform/storage/storage.errors.js';
import { PHOTO_SIZES } from '../domain/photo-link.js';
import { PhotosRepository } from '../persistence/photos.repository.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { PhotoStore } from '../photos/photo-store.js';

export interface OpenPhotoQuery {
  readonly userId: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly signature: string;
}

/** The bytes behind a signed address: whoever was shown the person may have it. Anything else is 404. */
@Injectable()
export class OpenPhoto {
  constructor(
    private readonly photos: PhotosRepository,
    private readonly links: PhotoLinks,
    private readonly store: PhotoStore,
  ) {}

  async execute({ userId, size: wanted, expires, signature }: OpenPhotoQuery): Promise<Readable> {
    const size = PHOTO_SIZES.find((kept) => kept === wanted);
    const fileId = size === undefined || !isId(userId) ? null : await this.photos.photoOf(userId);
    if (size === undefined || fileId === null || !this.links.isValid({ userId, fileId, expires }, signature)) {
      throw resourceNotFound();
    }
    try {
      return await this.store.open(fileId, size);
    } catch (error) {
      // Replaced between the look at the row and this one.
      if (error instanceof BytesMissingError) {
        throw resourceNotFound();
      }
      throw error;
    }
  }
}
