import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { deadlineOf } from '../domain/ticket-deadline.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TransitionTicket } from './transition-ticket.js';

export const DEADLINE_TASK = 'tickets.meet-deadline';

/**
 * What the desk does by itself once a time has come. A deadline is a task that waits: durable, once per cluster. When it is
 * due, the ticket is asked afresh; whatever happened in between wins.
 */
@Injectable()
export class MeetDeadline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly transition: TransitionTicket,
    private readonly queue: QueueFacade,
    private readonly clock: Clock,
  ) {}

  /** After a change of status; `taskId` makes a repeated event plan nothing twice. */
  async plan(ticketId: string, taskId: string): Promise<{ at: string | null }> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.tickets.find(tx, ticketId);
      const deadline = ticket === null ? null : deadlineOf(ticket);
      if (deadline !== null) {
        await this.queue.enqueue(tx, call, {
          id: taskId,
          type: DEADLINE_TASK,
          payload: { ticketId },
          dueAt: deadline.at,
        });
      }
      return { at: deadline?.at.toISOString() ?? null };
    });
  }

  async execute(ticketId: string): Promise<{ to: string | null }> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      const deadline = ticket === null ? null : deadlineOf(ticket);
      if (ticket === null || deadline === null || deadline.at > this.clock.now()) {
        return { to: null };
      }
      await this.transition.apply(tx, call, ticket, deadline.to, {});
      return { to: deadline.to };
    });
  }
}
