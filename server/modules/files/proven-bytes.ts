import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { bulkhead } from 'cockatiel';
import { BytesMissingError, storageUnavailable } from '../../platform/storage/storage.errors.js';
import { Storage, type StoredBytes } from '../../platform/storage/storage.js';
import type { Attachment } from './domain/attachment.js';
import { BYTES_CHANGED } from './domain/verdict.js';
import type { Part } from './domain/byte-range.js';
import { fileNotJudged } from './files.errors.js';
import { JudgeFile } from './use-cases/judge-file.js';

/** Files hashed at once. */
const AT_ONCE = 4;
/** Files whose bytes are known; the oldest are hashed again. */
const REMEMBERED = 10_000;

/**
 * What leaves is what was uploaded and judged: bytes that are new to this process, or were written again since it looked,
 * are hashed before the first of them leaves. Others than those of the verdict lose it.
 */
@Injectable()
export class ProvenBytes {
  /** Version by key. */
  private readonly proven = new Map<string, string>();
  private readonly inWork = new Map<string, Promise<void>>();
  private readonly hashing = bulkhead(AT_ONCE, Infinity);

  constructor(
    private readonly storage: Storage,
    private readonly judge: JudgeFile,
  ) {}

  /** All of them, or one part. Throws 409 when they have changed, 503 when they are out of reach. */
  async read(attachment: Attachment, part?: Part): Promise<Readable> {
    try {
      await this.assert(attachment);
      return await this.storage.read(attachment.storageKey, part);
    } catch (error) {
      // A row without bytes: the storage is another one than it was, or was harmed. files:check names them all.
      throw error instanceof BytesMissingError ? storageUnavailable(error) : error;
    }
  }

  private async assert(attachment: Attachment): Promise<void> {
    const { storageKey: key } = attachment;
    const found = await this.storage.stat(key);
    if (found === null) {
      throw new BytesMissingError(key);
    }
    if (this.proven.get(key) === found.version) {
      return;
    }
    const work = `${key} ${found.version}`;
    const begun = this.inWork.get(work);
    if (begun !== undefined) {
      return begun;
    }
    const proof = this.hashing
      .execute(async () => this.prove(attachment, found))
      .finally(() => this.inWork.delete(work));
    this.inWork.set(work, proof);
    return proof;
  }

  private async prove({ id, sha256, storageKey: key }: Attachment, { version }: StoredBytes): Promise<void> {
    const hash = createHash('sha256');
    await pipeline(await this.storage.read(key), hash);
    const found = hash.digest('hex');
    if (found !== sha256) {
      await this.judge.execute(id, { state: 'failed', finding: BYTES_CHANGED, sha256: found }, ['clean', 'unscanned']);
      throw fileNotJudged();
    }
    this.proven.delete(key);
    this.proven.set(key, version);
    const [oldest] = this.proven.keys();
    if (this.proven.size > REMEMBERED && oldest !== undefined) {
      this.proven.delete(oldest);
    }
  }
}
