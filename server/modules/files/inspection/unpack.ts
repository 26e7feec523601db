import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DEPTH_LIMIT, ENTRIES_LIMIT, unpackedProblem } from '../domain/archive-rules.js';
import { ArchiveBrokenError, isEncrypted, openZip } from './read-zip.js';

/** What was found by unpacking an archive into nothing. */
export interface Unpacked {
  /** Why nobody should unpack it, as the rest of a sentence. */
  readonly problem: string | null;
  /** Something in it has a password, so that nobody can look inside. */
  readonly isEncrypted: boolean;
}

export interface UnpackBounds {
  /** Bytes of the archive itself. */
  readonly size: number;
  /** Bytes after which it is enough, whatever the limits are; then nothing is known. */
  readonly enough: number;
  /** Milliseconds. */
  readonly within: number;
  /** Where an archive in the archive may lie meanwhile. */
  readonly temporaryPath: () => Promise<string>;
}

/** Ends the unpacking. */
class Stop extends Error {
  constructor(readonly problem: string | null) {
    super(problem ?? 'Enough was seen');
  }
}

const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks an archive really, piece by piece into nothing, until it is through or a limit is met: directories can lie. The
 * work is done by zlib outside of the event loop, and never more than a few pieces are in memory. Throws ArchiveBrokenError.
 */
export async function unpack(path: string, bounds: UnpackBounds): Promise<Unpacked> {
  const unpacking = new Unpacking(bounds);
  try {
    await unpacking.swallow(createReadStream(path), 0, path);
  } catch (error) {
    if (error instanceof Stop) {
      return { problem: error.problem, isEncrypted: unpacking.isEncrypted };
    }
    if (isOfContent(error)) {
      throw new ArchiveBrokenError('The archive cannot be read', { cause: error });
    }
    throw error;
  }
  return { problem: null, isEncrypted: unpacking.isEncrypted };
}

class Unpacking {
  isEncrypted = false;
  private entries = 0;
  private unpacked = 0;
  private readonly until: number;

  constructor(private readonly bounds: UnpackBounds) {
    this.until = Date.now() + bounds.within;
  }

  /** `depth`: how many archives are around it. `path`: where the same bytes lie as a file already. */
  async swallow(bytes: Readable, depth: number, path: string | null = null): Promise<void> {
    const pieces = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await pieces.next();
    if (first.done === true) {
      return;
    }
    const all = Readable.from(rejoin(first.value, pieces), { objectMode: false });
    try {
      switch (kindOf(first.value)) {
        case 'zip':
          this.goDeeper(depth);
          await (path === null ? this.spill(all, depth) : this.swallowZip(path, depth));
          return;
        case 'gzip':
          this.goDeeper(depth);
          await this.swallowGzip(all, depth);
          return;
        case 'other':
          for await (const piece of all as AsyncIterable<Buffer>) {
            this.count(depth === 0 ? 0 : piece.length);
          }
      }
    } finally {
      all.destroy();
      bytes.destroy();
    }
  }

  private async swallowZip(path: string, depth: number): Promise<void> {
    const zip = await openZip(path);
    try {
      for await (const entry of zip.eachEntry()) {
        this.entries += 1;
        if (this.entries > ENTRIES_LIMIT) {
          throw new Stop(`the archive holds more than ${String(ENTRIES_LIMIT)} files`);
        }
        this.count(0);
        if (isEncrypted(entry)) {
          this.isEncrypted = true;
        } else if (entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED) {
          await this.swallow(await zip.openReadStreamPromise(entry), depth + 1);
        }
      }
    } finally {
      zip.close();
    }
  }

  private async swallowGzip(packed: Readable, depth: number): Promise<void> {
    const gunzip = createGunzip();
    packed.on('error', (error) => gunzip.destroy(error));
    await this.swallow(packed.pipe(gunzip), depth + 1);
  }

  /** A zip archive is read from its end, which a stream does not have. */
  private async spill(bytes: Readable, depth: number): Promise<void> {
    const path = await this.bounds.temporaryPath();
    const counted = async function* (this: Unpacking): AsyncIterable<Buffer> {
      for await (const piece of bytes as AsyncIterable<Buffer>) {
        this.count(piece.length);
        yield piece;
      }
    }.bind(this);
    try {
      await pipeline(counted, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      await this.swallowZip(path, depth);
    } finally {
      await rm(path, { force: true });
    }
  }

  private goDeeper(depth: number): void {
    if (depth >= DEPTH_LIMIT) {
      throw new Stop(`the archive holds archives more than ${String(DEPTH_LIMIT)} deep`);
    }
  }

  private count(bytes: number): void {
    this.unpacked += bytes;
    const problem = unpackedProblem(this.unpacked, this.bounds.size);
    if (problem !== null) {
      throw new Stop(problem);
    }
    if (this.unpacked > this.bounds.enough) {
      throw new Stop(null);
    }
    if (Date.now() > this.until) {
      throw new Stop('the archive takes too long to unpack');
    }
  }
}

async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    yield next.value;
  }
}

function kindOf(first: Buffer): 'zip' | 'gzip' | 'other' {
  if (first.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    return 'zip';
  }
  return first[0] === 0x1f && first[1] === 0x8b ? 'gzip' : 'other';
}

/** What zlib and the reader of archives say about bytes; troubles of the disk have codes of their own. */
function isOfContent(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const isSaid = code === undefined || (typeof code === 'string' && code.startsWith('Z_'));
  return error instanceof ArchiveBrokenError || (error instanceof Error && error.name === 'Error' && isSaid);
}
