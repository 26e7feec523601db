import { constants } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { IncomingFolder } from './incoming-folder.js';
import type { ReceivedFile } from './received-file.js';
import { BytesMissingError, ofDisk, storageFull } from './storage.errors.js';
import { Storage, type ByteRange, type StoredBytes } from './storage.js';

/** Inside the folder of the storage, so that keeping an upload is one rename. */
const INCOMING = 'incoming';
/** Less counts as full. Bytes. */
const LEAST_ROOM = 1024 * 1024;
const SEGMENT = /^[\w-][\w.-]*$/;

/** Files below one folder. Write order: temp, fsync, rename, fsync of the folders; the row comes after. */
export class LocalStorage extends Storage {
  readonly kind = 'local';
  private readonly incoming: IncomingFolder;

  /** `root`: absolute; `mark`: the file that says whose it is, which has no key. */
  constructor(
    private readonly root: string,
    private readonly mark = join(root, '.desk'),
  ) {
    super();
    this.incoming = new IncomingFolder(join(root, INCOMING));
  }

  get place(): string {
    return this.root;
  }

  async temporaryPath(): Promise<string> {
    return this.incoming.freshPath();
  }

  async keep(file: ReceivedFile, key: string): Promise<void> {
    await onDisk(() => this.put(file.path, key));
  }

  async keepBytes(bytes: Uint8Array, key: string): Promise<void> {
    const path = await this.temporaryPath();
    try {
      await writeFile(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
      await this.put(path, key);
    } catch (error) {
      // A full disk, say: half a file helps nobody.
      await rm(path, { force: true });
      throw ofDisk(error);
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const handle = await open(this.pathOf(key), 'r');
      return handle.createReadStream(range === undefined ? {} : { start: range.start, end: range.end });
    } catch (error) {
      throw isAbsent(error) ? new BytesMissingError(key) : ofDisk(error);
    }
  }

  async stat(key: string): Promise<StoredBytes | null> {
    try {
      const { size, mtime, ctimeNs, ino } = await stat(this.pathOf(key), { bigint: true });
      // The time of a change, which nobody can set, and not that of the content.
      return { key, size: Number(size), modifiedAt: mtime, version: [ino, size, ctimeNs].join('-') };
    } catch (error) {
      if (isAbsent(error)) {
        return null;
      }
      throw ofDisk(error);
    }
  }

  async *list(prefix = ''): AsyncIterable<StoredBytes> {
    for await (const key of this.keysIn('', prefix)) {
      const found = await this.stat(key);
      if (found !== null) {
        yield found;
      }
    }
  }

  async remove(key: string): Promise<void> {
    await onDisk(() => rm(this.pathOf(key), { force: true }));
  }

  async removeUnfinished(before: Date): Promise<number> {
    return this.incoming.removeUntouchedSince(before);
  }

  async readMark(): Promise<string | null> {
    try {
      return (await readFile(this.mark, 'utf8')).trim();
    } catch (error) {
      if (isAbsent(error)) {
        return null;
      }
      throw ofDisk(error);
    }
  }

  async writeMark(mark: string): Promise<void> {
    await onDisk(() => writeFile(this.mark, `${mark}\n`, { mode: 0o600, flush: true }));
  }

  async check(): Promise<void> {
    await onDisk(async () => {
      const folder = dirname(await this.temporaryPath());
      await access(folder, constants.R_OK | constants.W_OK);
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize < LEAST_ROOM) {
        throw storageFull(new Error(`Less than ${String(LEAST_ROOM)} bytes are free in ${this.root}`));
      }
    });
  }

  /** Folders and files of one folder among each other in the order of whole keys. */
  private async *keysIn(folder: string, prefix: string): AsyncIterable<string> {
    const entries = await this.entriesOf(folder);
    const ordered = entries
      .map((entry) => ({
        isFolder: entry.isDirectory(),
        path: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`,
      }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1));
    for (const { isFolder, path } of ordered) {
      if (path === `${INCOMING}/` || join(this.root, path) === this.mark) {
        continue;
      }
      if (isFolder && (path.startsWith(prefix) || prefix.startsWith(path))) {
        yield* this.keysIn(path, prefix);
      } else if (!isFolder && path.startsWith(prefix)) {
        yield path;
      }
    }
  }

  private async entriesOf(folder: string) {
    try {
      return await readdir(join(this.root, folder), { withFileTypes: true });
    } catch (error) {
      if (isAbsent(error)) {
        return [];
      }
      throw ofDisk(error);
    }
  }

  private async put(path: string, key: string): Promise<void> {
    const target = this.pathOf(key);
    const folder = dirname(target);
    const firstMade = await mkdir(folder, { recursive: true });
    await rename(path, target);
    await sync(folder);
    // A new folder is an entry of the one above it, up to the first that was there before.
    for (let made = folder; firstMade !== undefined && made.length >= firstMade.length; made = dirname(made)) {
      await sync(dirname(made));
    }
  }

  /** Keys are our own, but a list of them may come from elsewhere (a bucket that is moved here). */
  private pathOf(key: string): string {
    if (key.startsWith(`${INCOMING}/`) || !key.split('/').every((segment) => SEGMENT.test(segment))) {
      throw new Error(`Not a key of this desk: ${key}`);
    }
    return join(this.root, key);
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ofDisk(error);
  }
}

/** ENOTDIR: what should be a folder on the way is a file. */
function isAbsent(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
