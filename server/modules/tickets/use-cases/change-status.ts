import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { TransitionGifts } from '../domain/ticket-lifecycle.js';
import type { TicketAction } from '../domain/ticket-policy.js';
import { hasEnded, type TicketStatus } from '../domain/ticket-status.js';
import { actionNotPossible } from '../tickets.errors.js';
import { changedTo, type ChangedTicket } from './changed.js';
import { assertNoConflict, TicketForChange, type Seen } from './ticket-for-change.js';
import { TransitionTicket } from './transition-ticket.js';

export interface ChangeStatusCommand extends TransitionGifts {
  readonly status: TicketStatus;
  readonly seen: Seen;
}

/** T6 for staff; and, with `as`, the requester's own three ways: withdraw, close, reopen (T3). */
@Injectable()
export class ChangeStatus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly transition: TransitionTicket,
  ) {}

  async execute(
    call: PersonCall,
    ref: string,
    command: ChangeStatusCommand,
    as: Extract<TicketAction, 'change_status' | 'withdraw' | 'close' | 'reopen'> = 'change_status',
  ): Promise<ChangedTicket> {
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.permitted(tx, call, ref, [as]);
      this.load.assertFresh(ticket, command.seen);
      assertNoConflict(ticket, command.seen, { status: [ticket.status, command.status] });
      // Staff may also set Open from other statuses, but that is no reopening.
      if (as === 'reopen' && !hasEnded(ticket.status)) {
        throw actionNotPossible(as, ticket.status);
      }
      return changedTo(ticket, await this.transition.apply(tx, call, ticket, command.status, command), tx);
    });
  }
}
