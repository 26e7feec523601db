import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import { FileLimits } from '../file-limits.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';
import { DiscardBytes } from './discard-bytes.js';

const DAY = 86_400_000;
const BATCH = 100;

/** The bytes of infected files are kept for some days, for the case of a false alarm; the rows stay for the history. */
@Injectable()
export class DestroyInfected {
  constructor(
    private readonly database: Database,
    private readonly verdicts: FileVerdictsRepository,
    private readonly bytes: DiscardBytes,
    private readonly limits: FileLimits,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - (await this.limits.keepInfectedDays()) * DAY);
    let keys: readonly string[];
    do {
      // The row first: a file that is to be scanned again meanwhile keeps its bytes. What stays of others, the sweep takes.
      keys = await this.verdicts.forgetInfected(this.database, before, now, BATCH);
      for (const key of keys) {
        await this.bytes.one(key);
      }
    } while (keys.length === BATCH);
  }
}
