import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { permissionDenied, resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { isStaff } from '../../../kernel/actor.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { FilesFacade } from '../../files/files.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TICKET_FILES } from './attach-files.js';
import { TicketForChange } from './ticket-for-change.js';

/** Staff always; the requester his own files until staff has answered (`domain`, Who may do what). */
@Injectable()
export class RemoveAttachment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly tickets: TicketsRepository,
    private readonly files: FilesFacade,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, ref: string, attachmentId: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.permitted(tx, call, ref, []);
      const attachment = isId(attachmentId) ? await this.files.find(tx, attachmentId) : null;
      const isOfTicket = attachment?.ownerType === TICKET_FILES && attachment.ownerId === ticket.id;
      if (attachment === null || !isOfTicket || (attachment.audience === 'staff' && !isStaff(call.actor))) {
        throw resourceNotFound();
      }
      if (!isStaff(call.actor) && attachment.uploadedBy !== call.actor.id) {
        throw permissionDenied();
      }
      await this.load.possible(tx, call, ticket.id, ['delete_attachment']);
      if (await this.files.remove(tx, attachment)) {
        const isForEveryone = attachment.audience === 'everyone';
        await this.tickets.countAttachments(tx, ticket.id, isForEveryone ? -1 : 0, isForEveryone ? 0 : -1);
        await this.events.append(tx, call, [
          {
            name: 'ticket.attachment_removed',
            subject: { type: 'ticket', id: ticket.id },
            audience: attachment.audience,
            data: { number: ticket.number, attachmentId: attachment.id },
            personal: { filenames: [attachment.filename] },
          },
        ]);
      }
    });
  }
}
