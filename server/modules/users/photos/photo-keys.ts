import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StoredKeys, type ExpectedBytes, type KeyOwner } from '../../../platform/storage/stored-keys.js';
import { PHOTO_SIZES } from '../domain/photo-link.js';
import { PhotosRepository } from '../persistence/photos.repository.js';
import { keyOfPhoto, photoIdIn } from './photo-key.js';

/** The bytes of profile photos. */
@Injectable()
export class PhotoKeys implements KeyOwner, OnModuleInit {
  readonly name = 'profile photos';

  constructor(
    private readonly keys: StoredKeys,
    private readonly photos: PhotosRepository,
  ) {}

  onModuleInit(): void {
    this.keys.register(this);
  }

  isMine(key: string): boolean {
    return photoIdIn(key) !== null;
  }

  async needed(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = keys.map(photoIdIn).filter((id) => id !== null);
    const used = new Set(await this.photos.usedAmong(ids));
    return new Set(keys.filter((key) => used.has(photoIdIn(key) ?? '')));
  }

  async *expected(): AsyncIterable<ExpectedBytes> {
    for (const { userId, fileId } of await this.photos.all()) {
      for (const size of PHOTO_SIZES) {
        const what = `profile photo of ${userId}, ${String(size)} pixels`;
        yield { key: keyOfPhoto(fileId, size), size: null, sha256: null, what };
      }
    }
  }
}
