import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { PhotosRepository } from '../persistence/photos.repository.js';
import { PhotoStore } from '../photos/photo-store.js';
import { ACCOUNT } from '../users.events.js';

/** Puts another photo, or none, in the place of one's own. Addresses of the former one show nothing afterwards. */
@Injectable()
export class ChangePhoto {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly photos: PhotosRepository,
    private readonly store: PhotoStore,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, fileId: string | null): Promise<void> {
    const { id } = call.actor;
    await this.unitOfWork.run(call, async (tx) => {
      // Whatever it was: the account still has its former photo, so the new bytes belong to nobody.
      tx.afterRollback(() => {
        this.discard(fileId);
      });
      const formerId = await this.photos.replace(tx, id, fileId, this.clock.now());
      if (formerId === undefined) {
        return;
      }
      await this.events.append(tx, call, [
        {
          name: fileId === null ? 'account.photo_removed' : 'account.photo_changed',
          subject: { type: ACCOUNT, id },
          audience: 'admin',
          data: {},
        },
      ]);
      tx.afterCommit(() => {
        this.discard(formerId);
      });
    });
  }

  private discard(fileId: string | null): void {
    if (fileId !== null) {
      void this.store.discard(fileId);
    }
  }
}
