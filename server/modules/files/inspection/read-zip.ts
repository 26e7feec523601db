import type { Entry, ZipFile } from 'yauzl';
import { ENTRIES_LIMIT, type ArchiveFacts } from '../domain/archive-rules.js';

/** Bytes of an entry's own header, without its name. */
const LOCAL_HEADER = 30;
const ENCRYPTED = 0x1;

/** The archive cannot be read as one. */
export class ArchiveBrokenError extends Error {
  override readonly name = 'ArchiveBrokenError';
}

/** Opens a zip archive; names stay bytes, because nothing is ever written under them. Close it. */
export async function openZip(path: string): Promise<ZipFile> {
  const { openPromise } = await import('yauzl');
  try {
    return await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: true,
    });
  } catch (error) {
    throw new ArchiveBrokenError('The archive cannot be read', { cause: error });
  }
}

export function isEncrypted(entry: Entry): boolean {
  return (entry.generalPurposeBitFlag & ENCRYPTED) !== 0;
}

/** The directory alone, and of it never more than has to be refused. */
export async function readDirectory(path: string): Promise<ArchiveFacts> {
  const zip = await openZip(path);
  const places: { start: number; end: number }[] = [];
  let [entries, unpacked] = [0, 0];
  try {
    for await (const entry of zip.eachEntry()) {
      const start = entry.relativeOffsetOfLocalHeader;
      places.push({ start, end: start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize });
      entries += 1;
      unpacked += entry.uncompressedSize;
      if (entries > ENTRIES_LIMIT) {
        break;
      }
    }
  } catch (error) {
    throw new ArchiveBrokenError('The archive cannot be read', { cause: error });
  } finally {
    zip.close();
  }
  return { entries, unpacked, places };
}
