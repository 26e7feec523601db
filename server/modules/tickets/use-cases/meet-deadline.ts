import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DeskRules } from '../desk-rules.js';
import { deadlineOf } from '../domain/ticket-deadline.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TransitionTicket } from './transition-ticket.js';

export interface MetDeadline {
  /** Where the ticket went; null: nothing was due any more, or not yet. */
  readonly to: string | null;
  /** What is due later: the hold was given another date, or the desk another number of days. */
  readonly laterAt: string | null;
}

/**
 * What the desk does by itself once a time has come. When it is due, the ticket is asked afresh; whatever happened in
 * between wins.
 */
@Injectable()
export class MeetDeadline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly transition: TransitionTicket,
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  async execute(ticketId: string): Promise<MetDeadline> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      const deadline = ticket === null ? null : deadlineOf(ticket, await this.rules.read(tx));
      if (ticket === null || deadline === null) {
        return { to: null, laterAt: null };
      }
      if (deadline.at > this.clock.now()) {
        return { to: null, laterAt: deadline.at.toISOString() };
      }
      // However late it is noticed: a hold ended when it was to end.
      await this.transition.apply(tx, call, ticket, deadline.to, {}, null, deadline.at);
      return { to: deadline.to, laterAt: null };
    });
  }
}
