import type { PersonActor } from '../../../kernel/actor.js';
import { filterOf, type FilterWords, type TicketFilter } from '../domain/ticket-list.js';
import { dateInvalid } from '../tickets.errors.js';
import type { TicketFiltersDto } from './dto/list-tickets.dto.js';

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

/** 400 for dates that are none. */
export function toWords(dto: TicketFiltersDto): FilterWords {
  toDate(dto.submittedFrom, 'submittedFrom');
  toDate(dto.submittedTo, 'submittedTo');
  return {
    status: dto.status,
    category: dto.category,
    priority: dto.priority,
    assignee: dto.assignee,
    team: dto.team,
    requester: dto.requester,
    tag: dto.tag,
    holdReason: dto.holdReason,
    reopened: dto.reopened,
    awaitsReply: dto.awaitsReply,
    mentioned: dto.mentioned,
    due: dto.due,
    q: dto.q,
    submittedFrom: dto.submittedFrom,
    submittedTo: dto.submittedTo,
  };
}

export function toFilter(dto: TicketFiltersDto, actor: PersonActor): TicketFilter {
  return filterOf(toWords(dto), actor.id);
}
