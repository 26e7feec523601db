import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { marksOf } from '../../sla/sla.facade.js';
import { TicketPromisesRepository } from '../persistence/ticket-promises.repository.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { EscalateTicket } from './escalate-ticket.js';
import { RebuildPromises } from './rebuild-promises.js';
import { clocksOf, kept } from './ticket-promises.js';

/**
 * Everything that has come to be told of one ticket, in one transaction with the knowledge that it was told: once, however
 * many processes look, and whenever one of them dies.
 */
@Injectable()
export class TellPromises {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketsRepository,
    private readonly stored: TicketPromisesRepository,
    private readonly history: RebuildPromises,
    private readonly escalate: EscalateTicket,
  ) {}

  /** False when somebody else is at the ticket right now: it is looked at again. */
  async execute(ticketId: string, now: Date): Promise<boolean> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.tickets.lockIfFree(tx, ticketId);
      if (ticket === null) {
        return false;
      }
      const before = clocksOf(ticket) ?? (await this.history.execute(tx, ticket, now));
      const { marks, clocks } = marksOf(before, now);
      await this.stored.keep(tx, ticket.id, kept(clocks));
      if (marks.length > 0) {
        await this.escalate.execute(tx, call, ticket, clocks, marks);
      }
      return true;
    });
  }
}
