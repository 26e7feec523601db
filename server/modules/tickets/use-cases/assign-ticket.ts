import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { actionNotPossible, needsMissing, personUnknown, teamUnknown } from '../tickets.errors.js';
import { changedTo, type ChangedTicket } from './changed.js';
import { HandOverTicket } from './hand-over-ticket.js';
import { assertNoConflict, TicketForChange, type Seen } from './ticket-for-change.js';

export interface AssignTicketCommand {
  /** Undefined: leave as it is; null: nobody (in Open only). */
  readonly assigneeId: string | null | undefined;
  readonly teamId: string | null | undefined;
  readonly seen: Seen;
}

/** T4: to the right person or team. */
@Injectable()
export class AssignTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly handOver: HandOverTicket,
    private readonly users: UsersFacade,
  ) {}

  async execute(call: PersonCall, ref: string, command: AssignTicketCommand): Promise<ChangedTicket> {
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.possible(tx, call, ref, ['assign'], command.seen);
      if (command.assigneeId === undefined && command.teamId === undefined) {
        throw needsMissing(['assigneeId']);
      }
      const { assigneeId = ticket.assigneeId, teamId = ticket.teamId, seen } = command;
      assertNoConflict(ticket, seen, {
        ...(assigneeId === ticket.assigneeId ? {} : { assignee: [ticket.assigneeId ?? 'none', assigneeId ?? 'none'] }),
        ...(teamId === ticket.teamId ? {} : { team: [ticket.teamId ?? 'none', teamId ?? 'none'] }),
      });
      if (assigneeId === null && ticket.assigneeId !== null && ticket.status !== 'Open') {
        throw actionNotPossible('assign', ticket.status);
      }
      if (assigneeId !== null && assigneeId !== ticket.assigneeId) {
        await this.assertAssignable(tx, assigneeId);
      }
      if (teamId !== null && teamId !== ticket.teamId && !(isId(teamId) && (await this.users.teamExists(teamId, tx)))) {
        throw teamUnknown();
      }
      const after = await this.handOver.apply(tx, call, ticket, { assigneeId, teamId, isClaim: false });
      return changedTo(ticket, after, tx);
    });
  }

  private async assertAssignable(tx: Transaction, personId: string): Promise<void> {
    if (!isId(personId) || (await this.users.assignable(personId, tx)) === null) {
      throw personUnknown('assigneeId');
    }
  }
}
