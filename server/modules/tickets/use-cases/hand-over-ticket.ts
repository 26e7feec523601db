import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TransitionTicket } from './transition-ticket.js';

export interface HandOver {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly isClaim: boolean;
  /** Why, where nobody asked for it. */
  readonly because?: 'assignee_gone' | 'breach';
}

/** Gives a locked ticket to a person or team; a New ticket becomes Open in the same transaction. */
@Injectable()
export class HandOverTicket {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly transition: TransitionTicket,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async apply(tx: Transaction, call: Call, ticket: Ticket, to: HandOver): Promise<Ticket> {
    if (to.assigneeId === ticket.assigneeId && to.teamId === ticket.teamId) {
      return ticket;
    }
    const changed = await this.tickets.update(
      tx,
      ticket,
      { assigneeId: to.assigneeId, teamId: to.teamId },
      [
        ...(to.assigneeId === ticket.assigneeId ? [] : (['assignee'] as const)),
        ...(to.teamId === ticket.teamId ? [] : (['team'] as const)),
      ],
      this.clock.now(),
    );
    await this.events.append(tx, call, [
      {
        name: 'ticket.assigned',
        subject: { type: 'ticket', id: ticket.id },
        audience: 'everyone',
        data: {
          number: ticket.number,
          assigneeId: to.assigneeId,
          teamId: to.teamId,
          fromAssigneeId: ticket.assigneeId,
          fromTeamId: ticket.teamId,
          isClaim: to.isClaim,
          ...(to.because === undefined ? {} : { because: to.because }),
        },
      },
    ]);
    const isAccepted = ticket.status === 'New' && call.actor.kind === 'person' && (to.assigneeId ?? to.teamId) !== null;
    return isAccepted ? this.transition.apply(tx, call, changed, 'Open', {}) : changed;
  }
}
