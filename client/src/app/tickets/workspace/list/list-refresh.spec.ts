import type { TicketListItemDto } from '../../../api/types';
import { refreshInPlace } from './list-refresh';

const row = (id: string, updatedAt = '2026-09-01T08:00:00Z'): TicketListItemDto =>
  ({ id, number: id, updatedAt }) as TicketListItemDto;
const ids = (items: readonly TicketListItemDto[]): string => items.map(({ id }) => id).join(' ');

describe('refreshing a list in place', () => {
  it('lets new rows wait and moves nothing', () => {
    const { items, waiting } = refreshInPlace([row('b'), row('a')], [row('d'), row('c'), row('b'), row('a')], false);
    expect(ids(items)).toBe('b a');
    expect(waiting).toBe(2);
  });

  it('changes a known row where it stands', () => {
    const changed = row('a', '2026-09-01T09:00:00Z');
    const { items } = refreshInPlace([row('b'), row('a')], [changed, row('b')], false);
    expect(ids(items)).toBe('b a');
    expect(items[1]).toBe(changed);
  });

  it('keeps a row that has left the view', () => {
    expect(ids(refreshInPlace([row('b'), row('a')], [row('b')], false).items)).toBe('b a');
  });

  it('takes rows that come up from pages not loaded for no news', () => {
    expect(refreshInPlace([row('c'), row('b')], [row('c'), row('a')], true).waiting).toBe(0);
  });

  it('tells which rows have left, as far as the answer reaches', () => {
    expect([...refreshInPlace([row('b'), row('a')], [row('b')], false).gone]).toEqual(['a']);
    const shown = [row('d'), row('c'), row('b'), row('a')];
    expect([...refreshInPlace(shown, [row('d'), row('b')], true).gone]).toEqual(['c']);
    expect([...refreshInPlace(shown, [], false).gone]).toEqual(['d', 'c', 'b', 'a']);
  });
});
