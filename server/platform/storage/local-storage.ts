import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { newId } from '../../kernel/ids.js';
import type { ReceivedFile } from './received-file.js';
import { Storage } from './storage.js';

/** Uploads that a crash left behind are removed at start when older than this, in milliseconds. */
const ABANDONED_AFTER = 3_600_000;

/** Files below DATA_DIR/files. Write order: temp, fsync, rename, fsync of the folder; the row comes after. */
@Injectable()
export class LocalStorage extends Storage implements OnModuleInit {
  private readonly logger = new Logger(LocalStorage.name);
  private readonly root: string;
  private readonly incoming: string;

  constructor(configuration: Configuration) {
    super();
    this.root = resolve(configuration.dataDir, 'files');
    this.incoming = join(this.root, 'incoming');
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.incoming, { recursive: true });
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > ABANDONED_AFTER) {
        await rm(path, { force: true });
        this.logger.log({ msg: 'Removed an abandoned upload', path });
      }
    }
  }

  async temporaryPath(): Promise<string> {
    await mkdir(this.incoming, { recursive: true });
    return join(this.incoming, newId());
  }

  async keep(file: ReceivedFile, key: string): Promise<void> {
    await this.place(file.path, key);
  }

  async keepBytes(bytes: Uint8Array, key: string): Promise<void> {
    const path = await this.temporaryPath();
    try {
      await writeFile(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
      await this.place(path, key);
    } catch (error) {
      // A full disk, say: half a file helps nobody.
      await rm(path, { force: true });
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async read(key: string): Promise<Readable> {
    const path = this.pathOf(key);
    await stat(path);
    return createReadStream(path);
  }

  private async place(path: string, key: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true });
    await rename(path, target);
    const folder = await open(dirname(target), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private pathOf(key: string): string {
    return join(this.root, key);
  }
}
