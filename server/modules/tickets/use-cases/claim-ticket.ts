import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { alreadyClaimed } from '../tickets.errors.js';
import { changedTo, type ChangedTicket } from './changed.js';
import { HandOverTicket } from './hand-over-ticket.js';
import { TicketForChange } from './ticket-for-change.js';

/** Wins only while nobody has the ticket; under the row's lock exactly one caller does. */
@Injectable()
export class ClaimTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly handOver: HandOverTicket,
    private readonly users: UsersFacade,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<ChangedTicket> {
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.permitted(tx, call, ref, ['claim']);
      if (ticket.assigneeId === call.actor.id) {
        return changedTo(ticket, ticket, tx);
      }
      if (ticket.assigneeId !== null) {
        const people = await this.users.people([ticket.assigneeId], tx);
        throw alreadyClaimed(people.get(ticket.assigneeId)?.name ?? 'Somebody else');
      }
      await this.load.assertPossible(tx, call, ticket, ['claim']);
      // From here on nobody takes his standing away before this is committed; what he gets is released afterwards then.
      await this.users.assignable(call.actor.id, tx);
      await tx.assertStanding();
      const to = { assigneeId: call.actor.id, teamId: ticket.teamId, isClaim: true };
      return changedTo(ticket, await this.handOver.apply(tx, call, ticket, to), tx);
    });
  }
}
