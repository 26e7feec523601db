import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Queryable } from '../../../platform/database/statement.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { expiryOf, hasRoom, WAITING_FILES } from '../domain/upload.js';
import { oneFilePlease, uploadsLimit } from '../files.errors.js';
import { FilesFacade } from '../files.facade.js';
import { UnitOfWorkWithFiles } from '../unit-of-work-with-files.js';
import { UploadsRepository } from '../persistence/uploads.repository.js';

/** Keeps a file for a message that is still being written. It is nobody's fact yet, so that it makes no event. */
@Injectable()
export class StageUpload {
  constructor(
    private readonly unitOfWork: UnitOfWorkWithFiles,
    private readonly database: Database,
    private readonly uploads: UploadsRepository,
    private readonly files: FilesFacade,
    private readonly clock: Clock,
  ) {}

  /** Throws 409 when nothing more may wait. */
  async assertRoom(call: PersonCall): Promise<void> {
    await this.assertRoomFor(this.database, call, 1);
  }

  async execute(call: PersonCall, given: readonly ReceivedFile[]): Promise<{ uploadId: string }> {
    const [file] = given;
    if (file === undefined || given.length > 1) {
      throw oneFilePlease();
    }
    return this.unitOfWork.run(call, given, async (tx, kept) => {
      await this.uploads.lock(tx, call.actor.id);
      await this.assertRoomFor(tx, call, file.size);
      const [attachment] = await this.files.attach(tx, call, kept, {
        type: WAITING_FILES,
        id: call.actor.id,
        partId: null,
        audience: 'everyone',
        expiresAt: expiryOf(this.clock.now()),
      });
      if (attachment === undefined) {
        throw oneFilePlease();
      }
      return { uploadId: attachment.id };
    });
  }

  private async assertRoomFor(from: Queryable, { actor }: PersonCall, size: number): Promise<void> {
    if (!hasRoom(await this.uploads.waiting(from, actor.id, this.clock.now()), size)) {
      throw uploadsLimit();
    }
  }
}
