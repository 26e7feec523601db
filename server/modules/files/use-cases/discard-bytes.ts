import { Injectable, Logger } from '@nestjs/common';
import { Storage } from '../../../platform/storage/storage.js';
import { previewKeys } from '../domain/preview.js';

/** Takes away bytes that no row speaks of any more. */
@Injectable()
export class DiscardBytes {
  private readonly logger = new Logger(DiscardBytes.name);

  constructor(private readonly storage: Storage) {}

  /**
   * A file's bytes and the pictures that were drawn of them. Nobody waits for it and nobody is told of a failure: bytes
   * without a row harm nobody, and the sweep finds them.
   */
  execute(key: string): void {
    const id = key.slice(key.lastIndexOf('/') + 1);
    [key, ...previewKeys(id)].forEach((one) => void this.one(one));
  }

  /** What lies under this key alone, for whoever wants nothing to be left when he answers. Never throws. */
  async one(key: string): Promise<void> {
    try {
      await this.storage.remove(key);
    } catch (error) {
      // The storage is down or full of faults; nothing of the act itself depends on it.
      this.logger.warn({ err: error, key, msg: 'Stored bytes could not be removed; the sweep will' });
    }
  }
}
