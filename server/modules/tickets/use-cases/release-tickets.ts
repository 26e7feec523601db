import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { UsersFacade } from '../../users/users.facade.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';

/** A suspended or demoted coordinator's open tickets go back to their team, unassigned (`domain`, People). */
@Injectable()
export class ReleaseTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly events: EventLog,
    private readonly users: UsersFacade,
    private readonly clock: Clock,
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
        await this.tickets.update(tx, ticket, { assigneeId: null }, ['assignee'], this.clock.now());
        await this.events.append(tx, call, [
          {
            name: 'ticket.assigned',
            subject: { type: 'ticket', id: ticket.id },
            audience: 'everyone',
            data: {
              number: ticket.number,
              assigneeId: null,
              teamId: ticket.teamId,
              fromAssigneeId: assigneeId,
              fromTeamId: ticket.teamId,
              isClaim: false,
            },
          },
        ]);
      }
      return { released: open.length };
    });
  }
}
