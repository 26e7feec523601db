import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface FilesOnDisk {
  /** Kept under a key. */
  readonly kept: readonly string[];
  /** Uploads that are not complete. */
  readonly incoming: readonly { readonly path: string; readonly size: number }[];
}

/** What lies in the folder of a storage. */
export function storedFiles(folder: string): FilesOnDisk {
  const paths = listed(folder);
  return {
    kept: paths.filter((path) => !path.startsWith('incoming/')),
    incoming: paths
      .filter((path) => path.startsWith('incoming/'))
      .flatMap((path) => {
        const found = statSync(join(folder, path), { throwIfNoEntry: false });
        return found === undefined ? [] : [{ path, size: found.size }];
      }),
  };
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
