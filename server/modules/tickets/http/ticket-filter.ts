import type { PersonActor } from '../../../kernel/actor.js';
import { withView, type TicketFilter } from '../domain/ticket-list.js';
import { dateInvalid } from '../tickets.errors.js';
import type { ListTicketsDto } from './dto/list-tickets.dto.js';

/** A date of a request; 400 for what is written like one but is none. */
export function toDate(text: string | undefined, field: string): Date | null {
  if (text === undefined) {
    return null;
  }
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1970 || date.getUTCFullYear() > 9_999) {
    throw dateInvalid(field);
  }
  return date;
}

export function toFilter(dto: ListTicketsDto, actor: PersonActor): TicketFilter {
  const people = (given: readonly string[] | undefined): string[] =>
    (given ?? []).filter((one) => one !== 'none').map((one) => (one === 'me' ? actor.id : one));
  return withView(
    {
      statuses: dto.status ?? [],
      categories: dto.category ?? [],
      priorities: dto.priority ?? [],
      assigneeIds: people(dto.assignee),
      isUnassigned: (dto.assignee ?? []).includes('none'),
      teamIds: dto.team ?? [],
      requesterIds: people(dto.requester),
      tags: dto.tag ?? [],
      q: (dto.q ?? '').trim(),
      submittedFrom: toDate(dto.submittedFrom, 'submittedFrom'),
      submittedTo: toDate(dto.submittedTo, 'submittedTo'),
    },
    dto.view,
    actor.id,
  );
}
