import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { isOn } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TimelineQuery } from '../persistence/timeline.query.js';

/** Looks within this time are one look: an open page asks again and again. Milliseconds. */
const ONE_LOOK = 3_600_000;

/** An administrator sees every confidential ticket; that he opened one he is not on is kept (`domain`, Who may do what). */
@Injectable()
export class AuditConfidentialLook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly timeline: TimelineQuery,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, ticket: Ticket): Promise<void> {
    if (!ticket.confidential || isOn(call.actor, policyFacts(ticket, call.actor))) {
      return;
    }
    // Without the Idempotency-Key of a create that answers with the ticket: the look is an act of its own.
    const look = { ...call, idempotency: null };
    await this.unitOfWork.run(look, async (tx) => {
      if (await this.timeline.hasLately(tx, ticket.id, 'ticket.confidential_opened', call.actor.id, ONE_LOOK)) {
        return;
      }
      await this.events.append(tx, look, [
        {
          name: 'ticket.confidential_opened',
          subject: { type: 'ticket', id: ticket.id },
          audience: 'admin',
          data: { number: ticket.number },
        },
      ]);
    });
  }
}
