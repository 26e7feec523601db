import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { endsOf, ORDERED_KINDS, type LinkEnds, type MadeLinkType } from '../domain/ticket-link.js';
import { TicketLinksRepository } from '../persistence/ticket-links.repository.js';
import { linkCycle, linkedAlready, linkToItself } from '../tickets.errors.js';
import { linkEvents } from './link-events.js';
import { TicketsToLink } from './tickets-to-link.js';

export interface LinkMade {
  readonly linkId: string;
  readonly ticketId: string;
}

/** Ties two tickets together that the caller sees both; told in both histories, and no new version of either. */
@Injectable()
export class LinkTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketsToLink,
    private readonly links: TicketLinksRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, ref: string, type: MadeLinkType, otherRef: string): Promise<LinkMade> {
    return this.unitOfWork.run(call, async (tx) => {
      const here = await this.load.permitted(tx, call, ref);
      const there = await this.load.other(tx, call, otherRef);
      if (here.id === there.id) {
        throw linkToItself();
      }
      const ends = endsOf(type, here.id, there.id);
      if (ORDERED_KINDS.includes(ends.kind)) {
        await this.links.lockChains(tx);
        if (await this.links.leadsTo(tx, backwards(ends))) {
          throw linkCycle();
        }
      }
      const link = { id: newId(), ...ends };
      if (!(await this.links.insert(tx, link, call.actor.id, this.clock.now()))) {
        throw linkedAlready(there.number);
      }
      await this.events.append(tx, call, linkEvents('ticket.linked', link.id, type, here, there, 'staff'));
      return { linkId: link.id, ticketId: here.id };
    });
  }
}

function backwards({ kind, fromId, toId }: LinkEnds): LinkEnds {
  return { kind, fromId: toId, toId: fromId };
}
