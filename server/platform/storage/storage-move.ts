import { rm } from 'node:fs/promises';
import { hashOf } from './hash-of.js';
import { inBatches } from './in-batches.js';
import { receiveTo } from './received-file.js';
import { BytesMissingError } from './storage.errors.js';
import type { Storage } from './storage.js';
import type { StoredKeys } from './stored-keys.js';

const BATCH = 500;

export interface Moved {
  readonly copied: number;
  /** From an earlier run, read again and found the same. */
  readonly alreadyThere: number;
  /** Bytes nobody needs, which were left behind. */
  readonly leftBehind: number;
  /** Why a file could not be moved, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Copies everything that is needed from one storage to another, and takes nothing away. Each copy is read back: it counts
 * when it has the SHA-256 of its row, or of its source where no row knows one. Run again after an interruption, it goes on.
 */
export class StorageMove {
  private readonly done = new Set<string>();
  private readonly problems: string[] = [];
  private copied = 0;
  private alreadyThere = 0;

  constructor(
    private readonly from: Storage,
    private readonly to: Storage,
    private readonly keys: StoredKeys,
    /** Called after each file. */
    private readonly report: (files: number) => void,
  ) {}

  async run(): Promise<Moved> {
    await Promise.all([this.from.check(), this.to.check()]);
    for await (const { key, sha256, what } of this.keys.expected()) {
      await this.one(key, sha256, what);
    }
    let leftBehind = 0;
    for await (const batch of inBatches(this.from.list(), BATCH)) {
      const rest = batch.map(({ key }) => key).filter((key) => !this.done.has(key));
      const { needed, orphaned, unknown } = await this.keys.sort(rest);
      for (const key of needed) {
        await this.one(key, null, key);
      }
      leftBehind += orphaned.length + unknown.length;
    }
    return { copied: this.copied, alreadyThere: this.alreadyThere, leftBehind, problems: this.problems };
  }

  private async one(key: string, sha256: string | null, what: string): Promise<void> {
    try {
      const problem = await this.bring(key, sha256);
      if (problem !== null) {
        this.problems.push(`${what}: ${problem} (${key})`);
      }
    } catch (error) {
      if (!(error instanceof BytesMissingError)) {
        throw error;
      }
      this.problems.push(`${what}: there are no bytes to move (${key})`);
    }
    this.done.add(key);
    this.report(this.done.size);
  }

  private async bring(key: string, sha256: string | null): Promise<string | null> {
    const there = await this.to.stat(key);
    if (there !== null && (await hashOf(this.to, key)) === (sha256 ?? (await hashOf(this.from, key)))) {
      this.alreadyThere += 1;
      return null;
    }
    const file = await receiveTo(await this.to.temporaryPath(), key, await this.from.read(key));
    try {
      if (sha256 !== null && file.sha256 !== sha256) {
        return 'the bytes are not those that were uploaded; they were not moved';
      }
      await this.to.keep(file, key);
    } finally {
      await rm(file.path, { force: true });
    }
    if ((await hashOf(this.to, key)) !== file.sha256) {
      await this.to.remove(key);
      return 'the copy differs from its source; it was taken away again';
    }
    this.copied += 1;
    return null;
  }
}
