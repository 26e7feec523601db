import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.js';
import type { Attachment } from '../domain/attachment.js';
import { UploadsRepository } from '../persistence/uploads.repository.js';

/** What somebody has uploaded and not sent; nobody else learns of it. */
@Injectable()
export class ReadUploads {
  constructor(
    private readonly database: Database,
    private readonly uploads: UploadsRepository,
    private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  async list({ actor }: PersonCall): Promise<Attachment[]> {
    return this.uploads.list(this.database, actor.id, this.clock.now());
  }

  /** 404 for what is sent, forgotten or somebody else's. */
  async one({ actor }: PersonCall, id: string): Promise<Attachment> {
    const upload = isId(id) ? await this.uploads.find(this.database, actor.id, this.clock.now(), id) : null;
    if (upload === null) {
      throw resourceNotFound();
    }
    return upload;
  }
}
