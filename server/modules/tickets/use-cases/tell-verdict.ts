import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { CommittedEvents } from '../../../platform/events/committed-events.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { FileVerdict } from '../../files/files.facade.js';
import { TicketFactsReader } from '../persistence/ticket-facts.reader.js';
import type { TicketEvents } from '../tickets.events.js';

/** The history tells of files that were refused, and of those that were so by mistake; all others only become openable. */
@Injectable()
export class TellVerdict {
  constructor(
    private readonly reader: TicketFactsReader,
    private readonly events: EventLog,
    private readonly committed: CommittedEvents,
  ) {}

  async execute(tx: Transaction, call: Call, { attachment, state, wasRefused }: FileVerdict): Promise<void> {
    const subject = { type: 'ticket', id: attachment.ownerId };
    const { audience } = attachment;
    if (state === 'clean' && !wasRefused) {
      tx.afterCommit(() => {
        this.committed.tell([{ name: 'ticket.attachment_judged', subject, audience }]);
      });
      return;
    }
    const ticket = await this.reader.facts(tx, attachment.ownerId);
    if (ticket === null) {
      return;
    }
    await this.events.append(tx, call, [
      {
        name: 'ticket.attachment_judged',
        subject,
        audience,
        data: {
          number: ticket.number,
          attachmentId: attachment.id,
          state,
        } satisfies TicketEvents['ticket.attachment_judged'],
        personal: { filenames: [attachment.filename] },
      },
    ]);
  }
}
