import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import { Storage } from '../../../platform/storage/storage.js';
import type { Attachment } from '../domain/attachment.js';
import { isExpired } from '../domain/upload.js';
import { FileOwners } from '../file-owners.js';
import { fileNotReady, fileRefused } from '../files.errors.js';
import { AttachmentsRepository } from '../persistence/attachments.repository.js';

/** Metadata, then the permission of what the file belongs to, then the verdict, then the bytes (F3). */
@Injectable()
export class OpenAttachment {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
    private readonly owners: FileOwners,
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  /** 404 for what the caller may not see, 409 while it is scanned, 410 when it was refused. */
  async authorise(call: PersonCall, id: string): Promise<Attachment> {
    const attachment = await this.find(id);
    if (!(await this.owners.mayRead(call, attachment.ownerType, attachment.ownerId, attachment.audience))) {
      throw resourceNotFound();
    }
    assertServable(attachment);
    return attachment;
  }

  /** For the bearer of a signed link: the check was made when the link was issued. */
  async byLink(id: string): Promise<Attachment> {
    const attachment = await this.find(id);
    assertServable(attachment);
    return attachment;
  }

  async bytes(attachment: Attachment): Promise<Readable> {
    return this.storage.read(attachment.storageKey);
  }

  private async find(id: string): Promise<Attachment> {
    const attachment = isId(id) ? await this.attachments.find(this.database, id) : null;
    if (attachment === null || isExpired(attachment, this.clock.now())) {
      throw resourceNotFound();
    }
    return attachment;
  }
}

function assertServable({ state }: Attachment): void {
  switch (state) {
    case 'clean':
    case 'unscanned':
      return;
    case 'scanning':
    case 'failed':
      throw fileNotReady();
    case 'infected':
      throw fileRefused();
  }
}
