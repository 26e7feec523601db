import type { TicketListItemDto } from '../api/types';

/**
 * Brings a list that somebody reads up to date without moving a row: known rows change in place, unknown ones above
 * them wait. A row that no longer belongs here stays until the person asks for the list anew.
 *
 * @param fresh the first page as it is now
 * @param hasMore whether rows follow that were not loaded: those further down are no news
 */
export function refreshInPlace(
  shown: readonly TicketListItemDto[],
  fresh: readonly TicketListItemDto[],
  hasMore: boolean,
): { readonly items: readonly TicketListItemDto[]; readonly waiting: number } {
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const known = new Set(shown.map(({ id }) => id));
  const lastKnown = fresh.findLastIndex(({ id }) => known.has(id));
  const isNews = ({ id }: TicketListItemDto, index: number): boolean =>
    !known.has(id) && (!hasMore || index < lastKnown);
  const isChanged = shown.some((item) => (byId.get(item.id)?.updatedAt ?? item.updatedAt) !== item.updatedAt);
  return {
    items: isChanged ? shown.map((item) => byId.get(item.id) ?? item) : shown,
    waiting: fresh.filter(isNews).length,
  };
}
