import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { actorId } from '../../kernel/actor.js';
import type { Call } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import { initialState, type Attachment, type AttachmentAudience } from './domain/attachment.js';
import { FileBytes } from './file-bytes.js';
import type { KeptFiles } from './kept-files.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';

export type { Attachment, AttachmentAudience } from './domain/attachment.js';
export type { MayReadFile } from './file-owners.js';
export { FileOwners } from './file-owners.js';
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
    private readonly bytes: FileBytes,
    private readonly discarding: DiscardBytes,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Throws 400 that names every refused file and why; asked before anything is saved. */
  assertAcceptable(files: readonly ReceivedFile[]): void {
    this.bytes.assertAcceptable(files);
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
      state: initialState(this.configuration.isProduction),
      uploadedBy: actorId(call.actor),
      createdAt,
      expiresAt: owner.expiresAt ?? null,
    }));
    kept.nameIn(tx);
    await this.attachments.insert(tx, attachments);
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
