import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { ReceivedFile } from '../../../platform/storage/received-file.js';
import { FilesFacade, UnitOfWorkWithFiles } from '../../files/files.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TicketForChange } from './ticket-for-change.js';

/** The owner type under which files of tickets and their comments are kept. */
export const TICKET_FILES = 'ticket';

/** Files without a message. */
@Injectable()
export class AttachFiles {
  constructor(
    private readonly unitOfWork: UnitOfWorkWithFiles,
    private readonly load: TicketForChange,
    private readonly tickets: TicketsRepository,
    private readonly files: FilesFacade,
    private readonly events: EventLog,
  ) {}

  async execute(
    call: PersonCall,
    ref: string,
    received: readonly ReceivedFile[],
    uploadIds: readonly string[],
  ): Promise<{ attachmentIds: string[] }> {
    return this.unitOfWork.run(call, received, async (tx, files) => {
      const ticket = await this.load.possible(tx, call, ref, ['attach']);
      if (files.count + uploadIds.length === 0) {
        throw validationFailed({ files: ['Send at least one file in the multipart field "files"'] });
      }
      const owner = { type: TICKET_FILES, id: ticket.id, partId: null, audience: 'everyone' } as const;
      const came = await this.files.attach(tx, call, files, owner);
      const attachments = await this.files.claim(tx, call, uploadIds, owner, came);
      const attachmentIds = attachments.map(({ id }) => id);
      await this.tickets.countAttachments(tx, ticket.id, attachments.length, 0);
      await this.events.append(tx, call, [
        {
          name: 'ticket.attached',
          subject: { type: 'ticket', id: ticket.id },
          audience: 'everyone',
          data: { number: ticket.number, attachmentIds },
          personal: { filenames: attachments.map(({ filename }) => filename) },
        },
      ]);
      return { attachmentIds };
    });
  }
}
