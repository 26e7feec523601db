import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { actorId } from '../../kernel/actor.js';
import type { Call } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import { Storage } from '../../platform/storage/storage.js';
import { initialState, type Attachment, type AttachmentAudience } from './domain/attachment.js';
import { cleanName, refusalOf } from './domain/file-rules.js';
import { filesRefused } from './files.errors.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';

export type { Attachment, AttachmentAudience } from './domain/attachment.js';
export type { MayReadFile } from './file-owners.js';
export { FileOwners } from './file-owners.js';

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
    private readonly storage: Storage,
    private readonly bytes: DiscardBytes,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Throws 400 that names every refused file and why; asked before anything is saved. */
  assertAcceptable(files: readonly ReceivedFile[]): void {
    const reasons = files.map(refusalOf).filter((reason) => reason !== null);
    if (reasons.length > 0) {
      throw filesRefused(reasons);
    }
  }

  /** Bytes first, row second: should the transaction fail, the bytes are taken away again; a crash may leave bytes, never a row. */
  async attach(tx: Transaction, call: Call, files: readonly ReceivedFile[], owner: FileOwner): Promise<Attachment[]> {
    if (files.length === 0) {
      return [];
    }
    this.assertAcceptable(files);
    const createdAt = this.clock.now();
    const attachments = files.map((file): Attachment => {
      const id = newId();
      return {
        id,
        ownerType: owner.type,
        ownerId: owner.id,
        partId: owner.partId,
        audience: owner.audience,
        filename: cleanName(file.givenName),
        contentType: file.detected?.mime ?? 'application/octet-stream',
        size: file.size,
        sha256: file.sha256,
        storageKey: `${createdAt.toISOString().slice(0, 7).replace('-', '/')}/${id}`,
        state: initialState(this.configuration.isProduction),
        uploadedBy: actorId(call.actor),
        createdAt,
        expiresAt: owner.expiresAt ?? null,
      };
    });
    for (const [index, attachment] of attachments.entries()) {
      const file = files[index];
      if (file !== undefined) {
        await this.storage.keep(file, attachment.storageKey);
        tx.afterRollback(() => {
          this.bytes.execute(attachment.storageKey);
        });
      }
    }
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
      this.bytes.execute(attachment.storageKey);
    });
    return isRemoved;
  }
}
