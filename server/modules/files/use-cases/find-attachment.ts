import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import type { Attachment } from '../domain/attachment.js';
import { isExpired } from '../domain/upload.js';
import { AttachmentsRepository } from '../persistence/attachments.repository.js';

/** A file that is not removed and not forgotten; whether the caller may know of it is another question. */
@Injectable()
export class FindAttachment {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(id: string): Promise<Attachment> {
    const attachment = isId(id) ? await this.attachments.find(this.database, id) : null;
    if (attachment === null || isExpired(attachment, this.clock.now())) {
      throw resourceNotFound();
    }
    return attachment;
  }
}
