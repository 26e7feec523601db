import type { TicketViewDto } from '../../api/types';

export interface Placing {
  readonly id: string;
  readonly position: number;
}

/**
 * What to write so that a view moves among those of its kind. Positions may be equal at first (then the name decides),
 * so all get the place where they stand; only those that change are written.
 *
 * @param kin views of one kind, in the order shown
 * @param step -1 up, 1 down
 */
export function moved(kin: readonly TicketViewDto[], key: string, step: -1 | 1): readonly Placing[] {
  const from = kin.findIndex((view) => view.key === key);
  const to = from + step;
  const view = kin[from];
  if (view === undefined || to < 0 || to >= kin.length) {
    return [];
  }
  const order = kin.toSpliced(from, 1).toSpliced(to, 0, view);
  return order.flatMap(({ id, position }, place) =>
    id === null || position === place ? [] : [{ id, position: place }],
  );
}
