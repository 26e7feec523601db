import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Database } from '../../../platform/database/database.js';
import { FilesFacade, type Attachment } from '../../files/files.facade.js';
import type { Ticket } from '../domain/ticket.js';
import type { LinkSummary } from '../domain/ticket-link.js';
import { TicketLinksQuery } from '../persistence/ticket-links.query.js';
import { TICKET_FILES } from './attach-files.js';

const NO_LINKS: LinkSummary = { count: 0, seesOriginal: false };

/** What hangs on a ticket, of what the caller may see; nothing is asked for what the ticket knows it does not have. */
@Injectable()
export class TicketParts {
  constructor(
    private readonly database: Database,
    private readonly files: FilesFacade,
    private readonly links: TicketLinksQuery,
  ) {}

  /** Of the ticket itself and of its messages, oldest first. */
  async attachments({ actor }: PersonCall, ticket: Ticket): Promise<readonly Attachment[]> {
    const audiences = isStaff(actor) ? (['everyone', 'staff'] as const) : (['everyone'] as const);
    return ticket.attachmentCount + ticket.noteAttachmentCount > 0
      ? this.files.of(this.database, TICKET_FILES, ticket.id, audiences)
      : [];
  }

  async linkSummary({ actor }: PersonCall, ticket: Ticket): Promise<LinkSummary> {
    return ticket.hasLinks ? this.links.summary(actor, ticket.id) : NO_LINKS;
  }
}
