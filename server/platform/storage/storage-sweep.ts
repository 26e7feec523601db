import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HourlyWork, type HourlyChore } from '../schedule/hourly-work.js';
import { DeskMark } from './desk-mark.js';
import { inBatches } from './in-batches.js';
import { ForeignStorageError } from './storage.errors.js';
import { Storage } from './storage.js';
import { StoredKeys } from './stored-keys.js';

/** Bytes are stored moments before their row; nothing takes that long. Minutes. */
export const ABANDONED_AFTER = 60;
const MINUTE = 60_000;
/** Keys that are asked about at once. */
const BATCH = 500;

export interface Swept {
  /** Uploads that were cut off. */
  readonly unfinished: number;
  /** Bytes that nobody needs any more, or that never came to a row. */
  readonly orphaned: number;
  /** Left alone, see StoredKeys. */
  readonly unknown: number;
}

/** Takes away what a crash, a failed removal or an unreachable storage has left behind. */
@Injectable()
export class StorageSweep implements HourlyChore, OnModuleInit {
  readonly name = 'storage.sweep';
  private readonly logger = new Logger(StorageSweep.name);

  constructor(
    private readonly storage: Storage,
    private readonly keys: StoredKeys,
    private readonly hourly: HourlyWork,
    private readonly mark: DeskMark,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    const { unfinished, orphaned } = await this.run(ABANDONED_AFTER);
    if (unfinished + orphaned > 0) {
      this.logger.log({ msg: 'Removed bytes that nobody needs', unfinished, orphaned });
    }
  }

  /**
   * What is younger than `olderThan` minutes, by the clock of the storage, may still be on its way to its row. Throws
   * ForeignStorageError, and takes nothing away, where the files are those of another desk.
   */
  async run(olderThan: number): Promise<Swept> {
    if (!(await this.mark.isOurs())) {
      throw new ForeignStorageError(this.storage.place);
    }
    const before = new Date(Date.now() - olderThan * MINUTE);
    const unfinished = await this.storage.removeUnfinished(before);
    let orphaned = 0;
    let unknown = 0;
    for await (const batch of inBatches(this.storage.list(), BATCH)) {
      const old = batch.filter(({ modifiedAt }) => modifiedAt < before).map(({ key }) => key);
      const sorted = await this.keys.sort(old);
      for (const key of sorted.orphaned) {
        await this.storage.remove(key);
      }
      orphaned += sorted.orphaned.length;
      unknown += sorted.unknown.length;
    }
    return { unfinished, orphaned, unknown };
  }
}
