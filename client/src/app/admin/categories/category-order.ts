/** What an order is made of. */
export interface Placed {
  readonly id: string;
  readonly position: number;
}

/**
 * What to write so that one moves among the others. Positions may be equal (then the name decides), so all get the place
 * where they stand; only those that change are written.
 *
 * @param to its place in the new order, from 0
 */
export function replaced(order: readonly Placed[], id: string, to: number): readonly Placed[] {
  const from = order.findIndex((one) => one.id === id);
  const moving = order[from];
  if (moving === undefined || to < 0 || to >= order.length || to === from) {
    return [];
  }
  return order
    .toSpliced(from, 1)
    .toSpliced(to, 0, moving)
    .flatMap((one, place) => (one.position === place ? [] : [{ id: one.id, position: place }]));
}

/** A short name for programs, made of the one for people: `Network & VPN` becomes `network-vpn`. */
export function keyOf(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .replace(/[äöü]/gi, (letter) => `${letter}e`)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
