import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { CommittedEvents } from '../../../platform/events/committed-events.js';
import { TicketLooksRepository } from '../persistence/ticket-looks.repository.js';
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

  async execute(call: PersonCall, ref: string): Promise<void> {
    const ticket = await this.visible.permitted(call, ref, []);
    await this.unitOfWork.run(call, async (tx) => {
      if (await this.looks.add(tx, call.actor.id, ticket.id)) {
        const subject = { type: 'ticket', id: ticket.id };
        tx.afterCommit(() => {
          this.committed.tell([{ name: 'ticket.seen', subject, audience: 'everyone', personId: call.actor.id }]);
        });
      }
      return null;
    });
  }
}
