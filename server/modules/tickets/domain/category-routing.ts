import type { Category } from './category.js';
import { hasEnded } from './ticket-status.js';
import type { Ticket } from './ticket.js';

/**
 * The team that a change of category brings; null: none. Only a ticket without a team goes anywhere by itself, and only
 * where nobody said a team in the same breath. A confidential one does not: a whole team would see it that nobody chose.
 * That the priority stays is on purpose; whoever looked at the ticket knows better than its category.
 */
export function routeByCategory(
  ticket: Pick<Ticket, 'teamId' | 'categoryId' | 'confidential' | 'status'>,
  category: Pick<Category, 'id' | 'defaultTeamId'>,
  edit: { readonly teamId?: string | null | undefined; readonly confidential?: boolean | undefined },
): string | null {
  const isMoved = category.id !== ticket.categoryId;
  const isFree = ticket.teamId === null && edit.teamId === undefined;
  const isConfidential = edit.confidential ?? ticket.confidential;
  const isUnderWay = !hasEnded(ticket.status);
  return isMoved && isFree && !isConfidential && isUnderWay ? category.defaultTeamId : null;
}
