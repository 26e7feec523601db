import { Injectable } from '@nestjs/common';
import { actorId } from '../../kernel/actor.js';
import type { Call } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import type { Attachment, AttachmentAudience } from './domain/attachment.js';
import type { KeptFiles } from './kept-files.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { ScanTasks } from './scanning/scan-tasks.js';
import { CheckFiles } from './use-cases/check-files.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';

export type { Attachment, AttachmentAudience } from './domain/attachment.js';
export { FileOwners, type FileVerdict, type OwnerInWords, type OwnerOfFiles } from './file-owners.js';
export { FilePeople } from './file-people.js';
export { KeptFiles } from './kept-files.js';
export { UnitOfWorkWithFiles } from './unit-of-work-with-files.js';

/** What a file belongs to. */
export interface FileOwner {
  readonly type: string;
  readonly id: string;
  readonly partId: string | null;
  readonly audience: AttachmentAudience;
  /** Of files that wait for their message: when they are forgotten. */
  readonly expiresAt?: Date;
}

@Injectable()
export class FilesFacade {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly checks: CheckFiles,
    private readonly scans: ScanTasks,
    private readonly discarding: DiscardBytes,
    private readonly clock: Clock,
  ) {}

  /** Whatever administrators let people send along: for what other rules narrow, such as photos of people. */
  assertHarmless(file: ReceivedFile): void {
    this.checks.assertHarmless(file);
  }

  /** The rows of kept files. Should the transaction fail, UnitOfWorkWithFiles takes the bytes away; after a crash the sweep does. */
  async attach(tx: Transaction, call: Call, kept: KeptFiles, owner: FileOwner): Promise<Attachment[]> {
    if (kept.count === 0) {
      return [];
    }
    const createdAt = this.clock.now();
    const attachments = kept.files.map((file): Attachment => ({
      ...file,
      ownerType: owner.type,
      ownerId: owner.id,
      partId: owner.partId,
      audience: owner.audience,
      state: this.scans.stateOfNew,
      uploadedBy: actorId(call.actor),
      createdAt,
      expiresAt: owner.expiresAt ?? null,
    }));
    kept.nameIn(tx);
    await this.attachments.insert(tx, attachments);
    await this.scans.start(tx, call, attachments);
    return attachments;
  }

  /** Oldest first. */
  async of(
    from: Queryable,
    ownerType: string,
    ownerId: string,
    audiences: readonly AttachmentAudience[],
  ): Promise<Attachment[]> {
    return this.attachments.ofOwner(from, ownerType, ownerId, audiences);
  }

  async find(from: Queryable, id: string): Promise<Attachment | null> {
    return this.attachments.find(from, id);
  }

  /** False when it was already removed. The row stays for the history, the bytes go after the commit. */
  async remove(tx: Transaction, attachment: Attachment): Promise<boolean> {
    const isRemoved = await this.attachments.remove(tx, attachment.id, this.clock.now());
    tx.afterCommit(() => {
      this.discarding.execute(attachment.storageKey);
    });
    return isRemoved;
  }
}
