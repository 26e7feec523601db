/** Rows chosen for one change of many. Pure: each act gives the next state. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins: the last row chosen alone. */
  readonly anchor: string | null;
}

export const NOTHING_CHOSEN: Selection = { ids: new Set(), anchor: null };

/** One row on or off. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) {
    next.add(id);
  }
  return { ids: next, anchor: id };
}

/** From the anchor to this row, in the order shown; all of them become as the anchor is. Without one, the row alone. */
export function ranged(selection: Selection, order: readonly string[], id: string): Selection {
  const { ids, anchor } = selection;
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (anchor === null || from < 0 || to < 0) {
    return { ids: new Set([...ids, id]), anchor: id };
  }
  const next = new Set(ids);
  const isOn = ids.has(anchor);
  for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (isOn) {
      next.add(one);
    } else {
      next.delete(one);
    }
  }
  return { ids: next, anchor };
}

/**
 * By Shift with a step: the range from the anchor reaches to `to`. Stepping back towards the anchor lets go of the row
 * that is left.
 */
export function stepped(selection: Selection, order: readonly string[], from: string, to: string): Selection {
  const anchor = selection.anchor ?? from;
  const at = order.indexOf(anchor);
  const isBack = Math.abs(order.indexOf(to) - at) < Math.abs(order.indexOf(from) - at);
  const ids = new Set(selection.ids).add(anchor).add(to);
  if (isBack) {
    ids.delete(from);
  } else {
    ids.add(from);
  }
  return { ids, anchor };
}

/** All rows that are loaded, or none of them when all were chosen. */
export function allOrNone({ ids }: Selection, order: readonly string[]): Selection {
  return order.every((id) => ids.has(id)) ? NOTHING_CHOSEN : { ids: new Set([...ids, ...order]), anchor: null };
}
