import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { EventLog } from '../../platform/events/event-log.js';
import type { Attachment } from './domain/attachment.js';
import type { FileEvents, FileTexts } from './files.events.js';

/** What happens to files as such; what it means for their owners, those tell themselves. */
@Injectable()
export class FileEventLog {
  constructor(private readonly events: EventLog) {}

  async append(
    tx: Transaction,
    call: Call,
    name: keyof FileEvents,
    { id, filename, ownerType, ownerId, uploadedBy }: Attachment,
    texts: Omit<FileTexts, 'filename'> = {},
  ): Promise<void> {
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'file', id },
        audience: 'admin',
        data: { ownerType, ownerId, uploadedBy } satisfies FileEvents[typeof name],
        personal: { filename, ...texts } satisfies FileTexts,
      },
    ]);
  }
}
