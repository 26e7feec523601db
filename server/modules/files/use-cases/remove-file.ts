import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { FileEventLog } from '../file-event-log.js';
import { FileOwners } from '../file-owners.js';
import { FilesFacade } from '../files.facade.js';
import { FileReads } from '../persistence/file-reads.js';

/** An administrator takes a file away, wherever it hangs. */
@Injectable()
export class RemoveFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: FileReads,
    private readonly files: FilesFacade,
    private readonly owners: FileOwners,
    private readonly events: FileEventLog,
  ) {}

  async execute(call: PersonCall, id: string, reason: string): Promise<void> {
    const file = await this.reads.find(id);
    if (file === null) {
      throw resourceNotFound();
    }
    await this.unitOfWork.run(call, async (tx) => {
      // The owner first, as everybody who removes one of its files does: one order of locks.
      await this.owners.removed(tx, call, file);
      if (!(await this.files.remove(tx, file))) {
        throw resourceNotFound();
      }
      await this.events.append(tx, call, 'file.removed', file, { reason });
    });
  }
}
