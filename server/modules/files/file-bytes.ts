import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import { Storage } from '../../platform/storage/storage.js';
import { cleanName } from './domain/file-rules.js';
import { KeptFiles, type KeptFile } from './kept-files.js';
import { CheckFiles } from './use-cases/check-files.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';

/** The bytes of files that have no rows yet. */
@Injectable()
export class FileBytes {
  constructor(
    private readonly checks: CheckFiles,
    private readonly storage: Storage,
    private readonly discarding: DiscardBytes,
    private readonly clock: Clock,
  ) {}

  /**
   * The bytes of files that are about to be attached, safe in the storage; nothing refers to them yet. Call it outside of
   * any transaction. Throws 400 that names every refused file, 413 when there is too much, 503 when nothing can be stored.
   */
  async keep(received: readonly ReceivedFile[]): Promise<KeptFiles> {
    await this.checks.execute(received);
    const month = this.clock.now().toISOString().slice(0, 7).replace('-', '/');
    const files = received.map((file): KeptFile => {
      const id = newId();
      return {
        id,
        filename: cleanName(file.givenName),
        contentType: file.detected?.mime ?? 'application/octet-stream',
        size: file.size,
        sha256: file.sha256,
        storageKey: `${month}/${id}`,
      };
    });
    const kept = new KeptFiles(files);
    try {
      // One after the other: a slow storage is not made faster by ten files at once, but memory would go.
      for (const [index, { storageKey }] of files.entries()) {
        const file = received[index];
        if (file !== undefined) {
          await this.storage.keep(file, storageKey);
        }
      }
      return kept;
    } catch (error) {
      await this.discard(kept);
      throw error;
    }
  }

  /** Takes the bytes away, unless a row names them or, because a commit was cut off, may name them. */
  async discard(kept: KeptFiles): Promise<void> {
    if (!kept.areNamed) {
      await Promise.all(kept.files.map(async ({ storageKey }) => this.discarding.one(storageKey)));
    }
  }
}
