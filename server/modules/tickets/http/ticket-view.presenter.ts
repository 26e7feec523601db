import type { FilterWords } from '../domain/ticket-list.js';
import type { ShownView } from '../use-cases/list-views.js';
import type { TicketFiltersDto } from './dto/list-tickets.dto.js';
import type { TicketViewDto } from './dto/ticket-view.dto.js';
import { presentPerson } from './present-person.js';
import { presentTeam } from './ticket.presenter.js';

export function presentView(view: ShownView): TicketViewDto {
  return {
    key: view.key,
    id: view.id,
    name: view.name,
    scope: view.scope,
    owner: presentPerson(view.owner),
    team: presentTeam(view.team),
    filters: presentFilters(view.filters),
    missing: view.missing.map(({ field, id }) => ({ field, id })),
    sort: view.sort,
    columns: [...view.columns],
    hasOwnColumns: view.hasOwnColumns,
    position: view.position,
    version: view.version,
    allowedActions: [...view.actions],
  };
}

/** What is not asked for is left out, as it was when the view was saved. */
function presentFilters(words: FilterWords): TicketFiltersDto {
  const list = <T>(given: readonly T[] | undefined): T[] | undefined => (given === undefined ? undefined : [...given]);
  return {
    status: list(words.status),
    category: list(words.category),
    priority: list(words.priority),
    assignee: list(words.assignee),
    team: list(words.team),
    requester: list(words.requester),
    tag: list(words.tag),
    holdReason: list(words.holdReason),
    reopened: words.reopened,
    awaitsReply: words.awaitsReply,
    mentioned: words.mentioned,
    due: list(words.due),
    q: words.q,
    submittedFrom: words.submittedFrom,
    submittedTo: words.submittedTo,
  };
}
