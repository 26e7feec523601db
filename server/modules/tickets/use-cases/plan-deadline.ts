import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { DeskRules } from '../desk-rules.js';
import { deadlineOf } from '../domain/ticket-deadline.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';

export const DEADLINE_TASK = 'tickets.meet-deadline';

/** A deadline is a task that waits: durable, once per cluster. */
@Injectable()
export class PlanDeadline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly queue: QueueFacade,
    private readonly rules: DeskRules,
  ) {}

  /** After whatever moves it; `taskId` makes a repeated event plan nothing twice. */
  async execute(ticketId: string, taskId: string): Promise<{ at: string | null }> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.tickets.find(tx, ticketId);
      const deadline = ticket === null ? null : deadlineOf(ticket, await this.rules.read(tx));
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
}
