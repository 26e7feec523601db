import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { HandOverTicket } from './hand-over-ticket.js';
import { TransitionTicket } from './transition-ticket.js';

/** A suspended or demoted coordinator's open tickets go back to their team, unassigned (`domain`, People). */
@Injectable()
export class ReleaseTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly users: UsersFacade,
    private readonly handOver: HandOverTicket,
    private readonly transition: TransitionTicket,
  ) {}

  /** Repeating finds nothing left to release. Who may still have tickets, as a new administrator may, keeps them. */
  async execute(assigneeId: string): Promise<{ released: number }> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      if ((await this.users.assignable(assigneeId, tx)) !== null) {
        return { released: 0 };
      }
      const open = await this.tickets.lockOpenOfAssignee(tx, assigneeId);
      for (const ticket of open) {
        const released = await this.handOver.apply(tx, call, ticket, {
          assigneeId: null,
          teamId: ticket.teamId,
          isClaim: false,
          because: 'assignee_gone',
        });
        if (released.status === 'In Progress') {
          // Work in progress is somebody's work.
          await this.transition.apply(tx, call, released, 'Open', {});
        }
      }
      return { released: open.length };
    });
  }
}
