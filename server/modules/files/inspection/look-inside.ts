import { Injectable } from '@nestjs/common';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { Storage } from '../../../platform/storage/storage.js';
import { archiveProblem } from '../domain/archive-rules.js';
import { isZip, pixelProblem } from '../domain/file-rules.js';
import { imageSizeOf } from './image-size.js';
import { ArchiveBrokenError, readDirectory } from './read-zip.js';
import { unpack } from './unpack.js';

const MEGABYTE = 1024 * 1024;
/** An archive without a directory is unpacked so far while somebody waits; the rest is seen in the background. */
const AT_ONCE = { enough: 64 * MEGABYTE, within: 1_000 };

/** What can be known at once, while the person who uploads still waits: little is read, nothing is drawn. */
@Injectable()
export class LookInside {
  constructor(private readonly storage: Storage) {}

  /** Why the file is refused, as the rest of a sentence; null when nothing speaks against it. */
  async execute({ path, size, detected }: ReceivedFile): Promise<string | null> {
    const mime = detected?.mime ?? '';
    if (mime.startsWith('image/')) {
      return pixelProblem(await imageSizeOf(path, mime));
    }
    try {
      if (isZip(mime)) {
        return archiveProblem(await readDirectory(path), size);
      }
      if (mime === 'application/gzip') {
        const temporaryPath = () => this.storage.temporaryPath();
        return (await unpack(path, { size, temporaryPath, ...AT_ONCE })).problem;
      }
    } catch (error) {
      if (error instanceof ArchiveBrokenError) {
        return 'the archive is damaged';
      }
      throw error;
    }
    return null;
  }
}
