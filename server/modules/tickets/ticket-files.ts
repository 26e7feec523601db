import { Injectable } from '@nestjs/common';
import type { Call, PersonCall } from '../../kernel/call.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { Attachment, AttachmentAudience, FileVerdict, OwnerInWords, OwnerOfFiles } from '../files/files.facade.js';
import { TicketFactsReader } from './persistence/ticket-facts.reader.js';
import { LoseAttachment } from './use-cases/lose-attachment.js';
import { MayReadTicketFile } from './use-cases/may-read-ticket-file.js';
import { TellVerdict } from './use-cases/tell-verdict.js';

/** What tickets answer for their files. */
@Injectable()
export class TicketFiles implements OwnerOfFiles {
  constructor(
    private readonly reading: MayReadTicketFile,
    private readonly telling: TellVerdict,
    private readonly losing: LoseAttachment,
    private readonly reader: TicketFactsReader,
  ) {}

  async mayRead(call: PersonCall, ticketId: string, audience: AttachmentAudience): Promise<boolean> {
    return this.reading.execute(call, ticketId, audience);
  }

  async judged(tx: Transaction, call: Call, verdict: FileVerdict): Promise<void> {
    await this.telling.execute(tx, call, verdict);
  }

  async removed(tx: Transaction, call: Call, attachment: Attachment): Promise<void> {
    await this.losing.execute(tx, call, attachment);
  }

  async describe(from: Queryable, ticketIds: readonly string[]): Promise<ReadonlyMap<string, OwnerInWords>> {
    return this.reader.titles(from, ticketIds);
  }
}
