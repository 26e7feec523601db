import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Attachment, FileOwner } from '../domain/attachment.js';
import { excessOf } from '../domain/file-rules.js';
import { FileLimits } from '../file-limits.js';
import { filesTooLarge, uploadsNotSendable } from '../files.errors.js';
import type { KeptFiles } from '../kept-files.js';
import { AttachmentsRepository } from '../persistence/attachments.repository.js';
import { UploadsRepository } from '../persistence/uploads.repository.js';
import { ScanTasks } from '../scanning/scan-tasks.js';

/** The files of one thing: those that came with it, and those that waited for it. */
@Injectable()
export class GatherFiles {
  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly uploads: UploadsRepository,
    private readonly scans: ScanTasks,
    private readonly limits: FileLimits,
    private readonly clock: Clock,
  ) {}

  /** The rows of kept files. */
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

  /** One conditional statement for all of them: of two messages with the same files one gets them. */
  async claim(
    tx: Transaction,
    call: Call,
    ids: readonly string[],
    owner: FileOwner,
    beside: readonly Attachment[],
  ): Promise<Attachment[]> {
    const personId = actorId(call.actor);
    if (ids.length === 0 || personId === null) {
      return [...beside];
    }
    const claim = { personId, now: this.clock.now(), ids };
    const claimed = await this.uploads.claim(tx, claim, owner);
    if (claimed.length < ids.length) {
      throw uploadsNotSendable(ids, claimed, await this.uploads.infected(tx, claim));
    }
    const all = [...beside, ...claimed];
    const excess = excessOf(all, await this.limits.ofUploads());
    if (excess.length > 0) {
      throw filesTooLarge(excess);
    }
    return all;
  }
}
