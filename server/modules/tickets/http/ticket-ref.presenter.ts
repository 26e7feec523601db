import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import type { PersonSummary } from '../../users/users.facade.js';
import { isOpenChild, MADE_LINK_TYPES, type TicketLinkRow, type TicketRefRow } from '../domain/ticket-link.js';
import { statusLabel, type Lifecycle } from '../domain/ticket-lifecycle.js';
import { OPEN_STATUSES } from '../domain/ticket-list.js';
import type { TicketLinks } from '../use-cases/list-links.js';
import type { TicketLinkDto, TicketLinkListDto } from './dto/ticket-link.dto.js';
import type { TicketRefDto } from './dto/ticket-ref.dto.js';
import { presentPerson } from './present-person.js';

export function presentTicketRef(
  call: PersonCall,
  ticket: TicketRefRow,
  people: ReadonlyMap<string, PersonSummary>,
  rules: Lifecycle,
): TicketRefDto {
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    statusLabel: statusLabel(rules, ticket.status, ticket.holdReason, isStaff(call.actor)),
    assignee: presentPerson(ticket.assigneeId === null ? null : people.get(ticket.assigneeId)),
  };
}

export function presentLink(
  call: PersonCall,
  row: TicketLinkRow,
  { people, mayLink, rules }: Pick<TicketLinks, 'people' | 'mayLink' | 'rules'>,
): TicketLinkDto {
  const isRemovable = mayLink && MADE_LINK_TYPES.some((type) => type === row.type);
  return {
    id: row.linkId,
    type: row.type,
    ticket: presentTicketRef(call, row.ticket, people, rules),
    linkedAt: row.linkedAt.toISOString(),
    linkedBy: presentPerson(row.linkedById === null ? null : people.get(row.linkedById)),
    allowedActions: isRemovable ? ['remove'] : [],
  };
}

export function presentLinks(call: PersonCall, links: TicketLinks): TicketLinkListDto {
  return {
    items: links.rows.map((row) => presentLink(call, row, links)),
    openChildCount: links.rows.filter(({ type, ticket }) => isOpenChild(type, ticket.status, OPEN_STATUSES)).length,
  };
}
