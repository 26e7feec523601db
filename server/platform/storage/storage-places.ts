import { join, resolve } from 'node:path';
import type { StoragePlace } from '../../config/storage-url.js';
import { IncomingFolder } from './incoming-folder.js';
import { LocalStorage } from './local-storage.js';
import type { Storage } from './storage.js';

/** The driver of a place. Uploads to a bucket wait below the data folder. */
export async function storageAt(place: StoragePlace, dataDir: string): Promise<Storage> {
  const ownFolder = resolve(dataDir, 'files');
  if (place.kind === 'local') {
    return place.folder === null ? new LocalStorage(ownFolder, `${ownFolder}.desk`) : new LocalStorage(place.folder);
  }
  // Loaded where it is used: every start would pay for it.
  const { S3Storage } = await import('./s3-storage.js');
  return new S3Storage(place, new IncomingFolder(join(ownFolder, 'incoming')));
}
