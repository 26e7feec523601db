import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../kernel/ids.js';
import { ofDisk } from './storage.errors.js';

/** Where uploads lie until they are complete and accepted. */
export class IncomingFolder {
  constructor(private readonly folder: string) {}

  async freshPath(): Promise<string> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw ofDisk(error);
    }
    return join(this.folder, newId());
  }

  /** An upload that is still being received has just been written to. */
  async removeUntouchedSince(before: Date): Promise<number> {
    let removed = 0;
    for (const name of await this.names()) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found !== null && found.mtimeMs < before.getTime()) {
        await rm(path, { force: true });
        removed += 1;
      }
    }
    return removed;
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') {
        // Nobody has sent a file yet.
        return [];
      }
      throw ofDisk(error);
    }
  }
}
