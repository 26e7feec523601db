import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Attachment } from '../../files/files.facade.js';
import { TicketFactsReader } from '../persistence/ticket-facts.reader.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';

/** An administrator has taken a file away from where all files are seen together: the ticket counts and tells it. */
@Injectable()
export class LoseAttachment {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly reader: TicketFactsReader,
    private readonly events: EventLog,
  ) {}

  async execute(tx: Transaction, call: Call, { id, ownerId, audience, filename }: Attachment): Promise<void> {
    const ticket = await this.reader.facts(tx, ownerId);
    if (ticket === null) {
      return;
    }
    const isForEveryone = audience === 'everyone';
    await this.tickets.countAttachments(tx, ticket.id, isForEveryone ? -1 : 0, isForEveryone ? 0 : -1);
    await this.events.append(tx, call, [
      {
        name: 'ticket.attachment_removed',
        subject: { type: 'ticket', id: ticket.id },
        audience,
        data: { number: ticket.number, attachmentId: id },
        personal: { filenames: [filename] },
      },
    ]);
  }
}
