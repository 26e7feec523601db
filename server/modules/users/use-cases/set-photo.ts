import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { newId } from '../../../kernel/ids.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { PhotoMaker } from '../photos/photo-maker.js';
import { PhotoStore } from '../photos/photo-store.js';
import { photoRefused } from '../users.errors.js';
import { ChangePhoto } from './change-photo.js';

/** A7: one's own profile photo. Bytes first, row second. */
@Injectable()
export class SetPhoto {
  constructor(
    private readonly maker: PhotoMaker,
    private readonly store: PhotoStore,
    private readonly change: ChangePhoto,
  ) {}

  async execute(call: PersonCall, files: readonly ReceivedFile[]): Promise<void> {
    const [file] = files;
    if (file === undefined || files.length > 1) {
      throw photoRefused('Send exactly one picture');
    }
    const squares = await this.maker.make(file);
    const fileId = newId();
    await this.store.keep(fileId, squares);
    await this.change.execute(call, fileId);
  }
}
