import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { actsOfHold } from '../domain/ticket-promises.js';
import type { HoldReason } from '../domain/ticket-status.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import type { TicketEvents } from '../tickets.events.js';
import { TicketPromises } from './ticket-promises.js';

export interface Hold {
  readonly holdReason: HoldReason | null;
  readonly until: Date | null;
}

/** Row, promises and event of a hold that goes on otherwise. The ticket is locked by the caller. */
@Injectable()
export class HoldOtherwise {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly promises: TicketPromises,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async apply(tx: Transaction, call: PersonCall, ticket: Ticket, { holdReason, until }: Hold): Promise<Ticket> {
    const now = this.clock.now();
    const by = call.actor.id;
    const acts = actsOfHold({ from: ticket.holdReason, to: holdReason, at: now, by });
    const changes = { holdReason, holdUntil: until, ...(await this.promises.after(tx, ticket, acts)) };
    const changed = await this.tickets.update(tx, ticket, changes, ['hold'], now, { by });
    await this.events.append(tx, call, [holdChanged(ticket, changed)]);
    return changed;
  }
}

function holdChanged(before: Ticket, after: Ticket): NewEvent<TicketEvents['ticket.hold_changed']> {
  return {
    name: 'ticket.hold_changed',
    subject: { type: 'ticket', id: before.id },
    audience: 'everyone',
    data: {
      number: before.number,
      fromHoldReason: before.holdReason,
      holdReason: after.holdReason,
      fromUntil: before.holdUntil?.toISOString() ?? null,
      until: after.holdUntil?.toISOString() ?? null,
    },
  };
}
