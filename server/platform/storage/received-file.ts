import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { ofDisk } from './storage.errors.js';
import { youngGarbage } from './young-garbage.js';

/** An uploaded file that lies, complete and synced, in the temporary folder; nothing refers to it yet. */
export interface ReceivedFile {
  /** As the client sent it: not to be trusted. */
  readonly givenName: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** What the content says; null when it is no known format and no text. */
  readonly detected: { readonly mime: string } | null;
}

/** Streams to disk with a running hash; never holds more than one chunk in memory. */
export async function receiveTo(path: string, givenName: string, source: Readable): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  const text = new TextCheck();
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      hash.update(chunk);
      size += chunk.length;
      text.add(chunk);
      youngGarbage.count(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(source, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw ofDisk(error);
  }
  // From the file, not from its first bytes: what a zip archive is may only be told by its last entry.
  const type = await fileTypeFromFile(path);
  const detected = type === undefined ? (text.isText() ? { mime: 'text/plain' } : null) : { mime: type.mime };
  return { givenName, path, size, sha256: hash.digest('hex'), detected };
}

/** Text formats have no signature: valid UTF-8 without NUL is text. */
class TextCheck {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private isValid = true;

  add(chunk: Buffer): void {
    this.isValid =
      this.isValid && !chunk.includes(0) && this.decodes(() => this.decoder.decode(chunk, { stream: true }));
  }

  /** After the last chunk; a cut last character is no text. */
  isText(): boolean {
    return this.isValid && this.decodes(() => this.decoder.decode());
  }

  private decodes(decode: () => string): boolean {
    try {
      decode();
      return true;
    } catch {
      // The TypeError of a fatal decoder is the answer, not a fault.
      return false;
    }
  }
}
