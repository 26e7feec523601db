import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { CommittedEvents } from '../../../platform/events/committed-events.js';
import { TicketLooksRepository } from '../persistence/ticket-looks.repository.js';
import { eventUnknown } from '../tickets.errors.js';
import { VisibleTicket } from './visible-ticket.js';

/**
 * Somebody has looked: what happened so far is not news to him any more. Nobody's fact but his own, so that it makes no
 * event; his other windows are told by a hint.
 */
@Injectable()
export class LookAtTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visible: VisibleTicket,
    private readonly looks: TicketLooksRepository,
    private readonly committed: CommittedEvents,
  ) {}

  /** `through`: the newest event that he was shown; all of them by default. */
  async execute(call: PersonCall, ref: string, through: string | null = null): Promise<void> {
    const ticket = await this.visible.permitted(call, ref, []);
    await this.unitOfWork.run(call, async (tx) => {
      const look = await this.looks.add(tx, { userId: call.actor.id, ticketId: ticket.id, through });
      if (!look.isKnown) {
        throw eventUnknown();
      }
      if (look.isNew) {
        const subject = { type: 'ticket', id: ticket.id };
        tx.afterCommit(() => {
          this.committed.tell([{ name: 'ticket.seen', subject, audience: 'everyone', personId: call.actor.id }]);
        });
      }
      return null;
    });
  }
}
