import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { newId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { KeptFiles } from '../../files/files.facade.js';
import { TicketsRepository, type NewTicket } from '../persistence/tickets.repository.js';
import type { TicketEvents } from '../tickets.events.js';
import { TakeText } from './take-text.js';
import { TicketPromises } from './ticket-promises.js';

export type TicketToStore = Omit<NewTicket, 'id' | 'descriptionHtml' | 'attachmentCount' | 'promises'> & {
  readonly files: KeptFiles;
  readonly uploadIds: readonly string[];
};

export interface StoredTicket {
  readonly ticketId: string;
  readonly number: string;
}

/** Files, row and event of a new ticket, inside the caller's transaction; also for follow-ups. */
@Injectable()
export class StoreTicket {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly texts: TakeText,
    private readonly events: EventLog,
    private readonly promises: TicketPromises,
  ) {}

  async execute(tx: Transaction, call: Call, ticket: TicketToStore): Promise<StoredTicket> {
    const id = newId();
    const { body, bodyHtml, attachments } = await this.texts.execute(tx, call, {
      ticketId: id,
      partId: null,
      audience: 'everyone',
      body: ticket.description,
      files: ticket.files,
      uploadIds: ticket.uploadIds,
    });
    const number = await this.tickets.insert(tx, {
      ...ticket,
      id,
      description: body,
      descriptionHtml: bodyHtml,
      attachmentCount: attachments.length,
      promises: await this.promises.begun(tx, ticket),
    });
    const data: TicketEvents['ticket.submitted'] = {
      number,
      categoryId: ticket.categoryId,
      priority: ticket.priority,
      onBehalf: ticket.requesterId !== ticket.submittedBy,
      teamId: ticket.teamId,
    };
    await this.events.append(tx, call, [
      { name: 'ticket.submitted', subject: { type: 'ticket', id }, audience: 'everyone', data },
    ]);
    return { ticketId: id, number };
  }
}
