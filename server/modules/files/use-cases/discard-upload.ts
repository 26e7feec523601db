import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UploadsRepository } from '../persistence/uploads.repository.js';
import { DiscardBytes } from './discard-bytes.js';

/** Takes back a file that was not sent: nothing of it stays. */
@Injectable()
export class DiscardUpload {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly uploads: UploadsRepository,
    private readonly bytes: DiscardBytes,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const key = isId(id) ? await this.uploads.discard(tx, call.actor.id, this.clock.now(), id) : null;
      if (key === null) {
        throw resourceNotFound();
      }
      tx.afterCommit(() => {
        this.bytes.execute(key);
      });
      return null;
    });
  }
}
