import { COLUMN_NAMES, exportColumnsOf, leastOf, nextSort, orderOf, shifted, tracksOf } from './columns';

describe('columns of the table', () => {
  it('have a track each, beside box, number and subject', () => {
    expect(tracksOf(['status', 'sla']).match(/minmax\([^)]*\)|\S+/g)).toHaveLength(5);
    expect(tracksOf(COLUMN_NAMES).match(/minmax\([^)]*\)|\S+/g)).toHaveLength(COLUMN_NAMES.length + 3);
  });

  it('have room for all that stands in them', () => {
    expect(leastOf(['status', 'sla'])).toBe(40 + 104 + 200 + 116 + 196);
  });

  it('order the list the one way and then the other, where the server can', () => {
    expect(nextSort('updatedAt', '-submittedAt')).toBe('-updatedAt');
    expect(nextSort('updatedAt', '-updatedAt')).toBe('updatedAt');
    expect(nextSort('updatedAt', 'updatedAt')).toBe('-updatedAt');
    expect(nextSort('sla', '-submittedAt')).toBe('dueAt');
    expect(nextSort('requester', '-submittedAt')).toBeNull();
    expect(orderOf('updatedAt', '-updatedAt')).toBe('descending');
    expect(orderOf('updatedAt', 'updatedAt')).toBe('ascending');
    expect(orderOf('submittedAt', 'updatedAt')).toBeNull();
  });

  it('move one place, and not beyond the ends', () => {
    expect(shifted(['status', 'team', 'tags'], 'tags', -1)).toEqual(['status', 'tags', 'team']);
    expect(shifted(['status', 'team'], 'status', 1)).toEqual(['team', 'status']);
    expect(shifted(['status', 'team'], 'status', -1)).toEqual(['status', 'team']);
    expect(shifted(['status', 'team'], 'sla', 1)).toEqual(['status', 'team']);
  });

  it('go into the export as far as it knows them', () => {
    expect(exportColumnsOf(['sla', 'status', 'submittedAt'])).toEqual(['status', 'submittedAt']);
  });
});
