import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import type { Attachment, AttachmentAudience, FileOwner } from './domain/attachment.js';
import type { KeptFiles } from './kept-files.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { CheckFiles } from './use-cases/check-files.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';
import { GatherFiles } from './use-cases/gather-files.js';

export type { Attachment, AttachmentAudience, FileOwner } from './domain/attachment.js';
export { previewKindOf } from './domain/preview-kind.js';
export { FileOwners, type FileVerdict, type OwnerInWords, type OwnerOfFiles } from './file-owners.js';
export { FilePeople } from './file-people.js';
export { KeptFiles } from './kept-files.js';
export { UnitOfWorkWithFiles } from './unit-of-work-with-files.js';

@Injectable()
export class FilesFacade {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly gathering: GatherFiles,
    private readonly checks: CheckFiles,
    private readonly discarding: DiscardBytes,
    private readonly clock: Clock,
  ) {}

  /** Whatever administrators let people send along: for what other rules narrow, such as photos of people. */
  assertHarmless(file: ReceivedFile): void {
    this.checks.assertHarmless(file);
  }

  /** The rows of kept files. Should the transaction fail, UnitOfWorkWithFiles takes the bytes away; after a crash the sweep does. */
  async attach(tx: Transaction, call: Call, kept: KeptFiles, owner: FileOwner): Promise<Attachment[]> {
    return this.gathering.attach(tx, call, kept, owner);
  }

  /**
   * Files that wait for their message become the owner's, those given `beside` them first; all of them or none. Throws 400
   * that names each which is not the caller's to send (any more), and those that the scanner refused.
   */
  async claim(
    tx: Transaction,
    call: Call,
    uploadIds: readonly string[],
    owner: FileOwner,
    beside: readonly Attachment[] = [],
  ): Promise<Attachment[]> {
    return this.gathering.claim(tx, call, uploadIds, owner, beside);
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

  /** False when it was already removed, or has another owner by now. The row stays for the history, the bytes go after the commit. */
  async remove(tx: Transaction, attachment: Attachment): Promise<boolean> {
    const isRemoved = await this.attachments.remove(tx, attachment, this.clock.now());
    if (isRemoved) {
      tx.afterCommit(() => {
        this.discarding.execute(attachment.storageKey);
      });
    }
    return isRemoved;
  }
}
