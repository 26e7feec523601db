import type { Readable } from 'node:stream';
import type { ReceivedFile } from './received-file.js';

/** Where bytes live. Keys are made by this desk (`2026/11/<uuid>`), never by people. */
export abstract class Storage {
  /** A fresh path for an upload; on the same disk, so that keeping it is one rename. */
  abstract temporaryPath(): Promise<string>;
  /** Makes a received file durable under `key`. It is no longer at its temporary path afterwards. */
  abstract keep(file: ReceivedFile, key: string): Promise<void>;
  /** Makes bytes of our own making durable under `key`. */
  abstract keepBytes(bytes: Uint8Array, key: string): Promise<void>;
  /** Nothing happens when nothing is there. */
  abstract remove(key: string): Promise<void>;
  /** Throws ENOENT when nothing is there. */
  abstract read(key: string): Promise<Readable>;
}
