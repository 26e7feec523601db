import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import { HourlyWork, type HourlyChore } from '../../../platform/schedule/hourly-work.js';
import { UploadsRepository } from '../persistence/uploads.repository.js';
import { DiscardBytes } from './discard-bytes.js';

/** Rows at once; each takes a file away with it. */
const BATCH = 100;

/** Takes away files that were uploaded for a message and never sent. */
@Injectable()
export class ForgetUploads implements HourlyChore, OnModuleInit {
  readonly name = 'files.forget_uploads';

  constructor(
    private readonly hourly: HourlyWork,
    private readonly database: Database,
    private readonly uploads: UploadsRepository,
    private readonly bytes: DiscardBytes,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
  }

  async execute(): Promise<void> {
    let keys: readonly string[];
    do {
      keys = await this.uploads.forget(this.database, this.clock.now(), BATCH);
      keys.forEach((key) => {
        this.bytes.execute(key);
      });
    } while (keys.length === BATCH);
  }
}
