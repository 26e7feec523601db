import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Storage } from '../../../platform/storage/storage.js';
import type { Attachment } from '../domain/attachment.js';
import { archiveProblem, UNPACKED_LIMIT } from '../domain/archive-rules.js';
import { isArchive, isZip } from '../domain/file-rules.js';
import { BYTES_CHANGED, type Verdict } from '../domain/verdict.js';
import { Measured } from '../scanning/measured.js';
import { ArchiveBrokenError, readDirectory } from './read-zip.js';
import { unpack, type Unpacked } from './unpack.js';

/** Milliseconds. */
const WITHIN = 30_000;

/** Unpacks stored archives into nothing, within bounds. */
@Injectable()
export class InspectArchive {
  constructor(private readonly storage: Storage) {}

  /**
   * A verdict when the archive is a bomb, when its bytes have changed, or, for a scanner that could not look inside either,
   * when it has a password; null when nothing speaks against it, and for every other file.
   */
  async execute(file: Attachment, isScanned: boolean): Promise<Verdict | null> {
    if (!isArchive(file.contentType) || file.contentType === 'application/x-7z-compressed') {
      return null;
    }
    const path = await this.storage.temporaryPath();
    try {
      const bytes = new Measured(() => this.storage.read(file.storageKey));
      await pipeline(bytes, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      const sha256 = bytes.sha256();
      const failed = (finding: string): Verdict => ({ state: 'failed', finding, sha256 });
      if (sha256 !== file.sha256) {
        return failed(BYTES_CHANGED);
      }
      const { problem, isEncrypted } = await this.unpacked(path, file);
      if (problem !== null) {
        return failed(`${problem.charAt(0).toUpperCase()}${problem.slice(1)}`);
      }
      return isEncrypted && isScanned ? failed('Encrypted: nobody can look inside') : null;
    } finally {
      await rm(path, { force: true });
    }
  }

  private async unpacked(path: string, { size, contentType }: Attachment): Promise<Unpacked> {
    try {
      const problem = isZip(contentType) ? archiveProblem(await readDirectory(path), size) : null;
      return problem === null
        ? await unpack(path, {
            size,
            enough: UNPACKED_LIMIT * 2,
            within: WITHIN,
            temporaryPath: () => this.storage.temporaryPath(),
          })
        : { problem, isEncrypted: false };
    } catch (error) {
      if (error instanceof ArchiveBrokenError) {
        return { problem: 'the archive is damaged, or not what it says of itself', isEncrypted: false };
      }
      throw error;
    }
  }
}
