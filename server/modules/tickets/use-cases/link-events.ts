import type { Audience, NewEvent } from '../../../kernel/domain-event.js';
import { otherWay, type LinkType } from '../domain/ticket-link.js';
import type { TicketEvents } from '../tickets.events.js';

interface Named {
  readonly id: string;
  readonly number: string;
}

/** Told by both tickets, each in its own direction. Who may not see the other ticket is not told (`ReadTimeline`). */
export function linkEvents(
  name: 'ticket.linked' | 'ticket.unlinked',
  linkId: string,
  type: LinkType,
  here: Named,
  there: Named,
  audience: Audience,
): NewEvent<object>[] {
  const told = (one: Named, other: Named, as: LinkType): NewEvent<TicketEvents['ticket.linked']> => ({
    name,
    subject: { type: 'ticket', id: one.id },
    audience,
    data: { number: one.number, linkId, type: as, ticketId: other.id },
  });
  return [told(here, there, type), told(there, here, otherWay(type))];
}
