import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { isId } from '../../../kernel/ids.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { typeFrom } from '../domain/ticket-link.js';
import { TicketLinksQuery } from '../persistence/ticket-links.query.js';
import { TicketLinksRepository } from '../persistence/ticket-links.repository.js';
import { followUpStays } from '../tickets.errors.js';
import { linkEvents } from './link-events.js';
import { TicketsToLink } from './tickets-to-link.js';

/** Takes a link away, from either of its tickets. A link to a ticket that the caller does not see is none to him. */
@Injectable()
export class UnlinkTickets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketsToLink,
    private readonly links: TicketLinksRepository,
    private readonly query: TicketLinksQuery,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, ref: string, linkId: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const here = await this.load.permitted(tx, call, ref);
      const link = isId(linkId) ? await this.links.find(tx, linkId, here.id) : null;
      if (link === null) {
        const shown = await this.query.of(call.actor, here.id, tx);
        throw shown.some((one) => one.linkId === linkId.toLowerCase()) ? followUpStays() : resourceNotFound();
      }
      const otherId = link.fromId === here.id ? link.toId : link.fromId;
      const there = (await this.query.visibleAmong(call.actor, [otherId], tx)).get(otherId);
      if (there === undefined || !(await this.links.remove(tx, link.id))) {
        throw resourceNotFound();
      }
      const type = typeFrom(link, here.id);
      await this.events.append(tx, call, linkEvents('ticket.unlinked', link.id, type, here, there, 'staff'));
    });
  }
}
