import type { TicketViewDto } from '../../api/types';
import { moved } from './view-order';

const view = (id: string, position: number): TicketViewDto => ({
  key: id,
  id,
  name: id,
  scope: 'own',
  owner: null,
  team: null,
  filters: {},
  missing: [],
  sort: '-submittedAt',
  columns: [],
  hasOwnColumns: false,
  position,
  version: 1,
  allowedActions: [],
});

describe('moving a saved view', () => {
  it('gives every view its place, when they had none of their own', () => {
    expect(moved([view('a', 0), view('b', 0), view('c', 0)], 'c', -1)).toEqual([
      { id: 'c', position: 1 },
      { id: 'b', position: 2 },
    ]);
  });

  it('writes only what changes', () => {
    expect(moved([view('a', 0), view('b', 1), view('c', 2)], 'a', 1)).toEqual([
      { id: 'b', position: 0 },
      { id: 'a', position: 1 },
    ]);
  });

  it('goes nowhere beyond the ends', () => {
    expect(moved([view('a', 0), view('b', 1)], 'a', -1)).toEqual([]);
    expect(moved([view('a', 0), view('b', 1)], 'b', 1)).toEqual([]);
    expect(moved([view('a', 0)], 'x', 1)).toEqual([]);
  });
});
