import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Storage } from '../../../platform/storage/storage.js';
import { FileLimits } from '../file-limits.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';

const DAY = 86_400_000;
const BATCH = 100;

/** The bytes of infected files are kept for some days, for the case of a false alarm; the rows stay for the history. */
@Injectable()
export class DestroyInfected {
  constructor(
    private readonly database: Database,
    private readonly verdicts: FileVerdictsRepository,
    private readonly storage: Storage,
    private readonly limits: FileLimits,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - (await this.limits.keepInfectedDays()) * DAY);
    let count: number;
    do {
      const files = await this.verdicts.oldInfected(this.database, before, BATCH);
      for (const { id, storageKey } of files) {
        // The row last: what stays behind after a crash is asked for again in an hour.
        await this.storage.remove(storageKey);
        await this.verdicts.forgetBytes(this.database, id, this.clock.now());
      }
      count = files.length;
    } while (count === BATCH);
  }
}
