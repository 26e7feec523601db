import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { AttachmentAudience } from '../../files/files.facade.js';
import { VisibleTicket } from './visible-ticket.js';

/** Files follow their ticket; files of notes are for those who read notes. */
@Injectable()
export class MayReadTicketFile {
  constructor(private readonly visible: VisibleTicket) {}

  async execute(call: PersonCall, ticketId: string, audience: AttachmentAudience): Promise<boolean> {
    return this.visible.isVisible(call, ticketId, audience === 'staff' ? 'read_internal' : 'read');
  }
}
