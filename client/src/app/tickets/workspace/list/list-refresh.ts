import type { TicketListItemDto } from '../../../api/types';

export interface Refreshed {
  readonly items: readonly TicketListItemDto[];
  readonly waiting: number;
  /** Ids of rows that no longer belong where they stand. */
  readonly gone: ReadonlySet<string>;
}

/**
 * Brings a list that somebody reads up to date without moving a row: known rows change in place, unknown ones above
 * them wait. A row that no longer belongs here stays until the person asks for the list anew.
 *
 * @param shown rows from the first one on
 * @param fresh the first page as it is now
 * @param hasMore whether rows follow that were not asked for: those further down are no news, and not gone
 */
export function refreshInPlace(
  shown: readonly TicketListItemDto[],
  fresh: readonly TicketListItemDto[],
  hasMore: boolean,
): Refreshed {
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const known = new Set(shown.map(({ id }) => id));
  const lastKnown = fresh.findLastIndex(({ id }) => known.has(id));
  const isNews = ({ id }: TicketListItemDto, index: number): boolean =>
    !known.has(id) && (!hasMore || index < lastKnown);
  // What is missing above the last row that both know has left; further down it may only have moved on.
  const reach = shown.findLastIndex(({ id }) => byId.has(id));
  const compared = hasMore ? shown.slice(0, reach + 1) : shown;
  const gone = new Set(compared.flatMap(({ id }) => (byId.has(id) ? [] : [id])));
  return {
    items: byId.size === 0 ? shown : shown.map((item) => byId.get(item.id) ?? item),
    waiting: fresh.filter(isNews).length,
    gone,
  };
}
