import type { Readable } from 'node:stream';
import type { ReceivedFile } from './received-file.js';

export interface StoredBytes {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
  /** Another one whenever the bytes were written again. */
  readonly version: string;
}

/** Both included, counted from 0, within what is there. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where bytes live. Keys are made by this desk (`2026/11/<uuid>`), never by people. Writing is whole or not at all. Every
 * call throws 503 `STORAGE_FULL` or `STORAGE_UNAVAILABLE` when the storage is in trouble; bytes go to it before a
 * transaction is opened, because it may be a network away.
 */
export abstract class Storage {
  abstract readonly kind: 'local' | 's3';
  /** For people who run the desk: a folder, or a bucket without its secrets. */
  abstract readonly place: string;
  /** A fresh path for an upload. */
  abstract temporaryPath(): Promise<string>;
  /** Makes a received file durable under `key`. It is no longer at its temporary path afterwards. */
  abstract keep(file: ReceivedFile, key: string): Promise<void>;
  /** Makes bytes of our own making durable under `key`. */
  abstract keepBytes(bytes: Uint8Array, key: string): Promise<void>;
  /** Throws BytesMissingError when nothing is there. */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;
  /** Null when nothing is there. */
  abstract stat(key: string): Promise<StoredBytes | null>;
  /** In the order of their keys, those that begin with `prefix`; what is not kept yet is not among them. */
  abstract list(prefix?: string): AsyncIterable<StoredBytes>;
  /** Nothing happens when nothing is there. */
  abstract remove(key: string): Promise<void>;
  /** Takes away what uploads from before then left unfinished; their number. */
  abstract removeUnfinished(before: Date): Promise<number>;
  /** Whose files these are, as it was written; null when nobody has. It is no file among the others. */
  abstract readMark(): Promise<string | null>;
  abstract writeMark(mark: string): Promise<void>;
  /** Throws when it cannot be worked with now. */
  abstract check(): Promise<void>;
}
