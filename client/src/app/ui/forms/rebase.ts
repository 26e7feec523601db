function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Names of the fields in which two states of a record differ. */
export function changedFields<Model extends object>(before: Model, after: Model): (keyof Model & string)[] {
  const names = Object.keys(after) as (keyof Model & string)[];
  return names.filter((name) => !isSame(before[name], after[name]));
}

/**
 * One's own changes on top of what somebody else has saved meanwhile. Fields that both changed, and differently, are
 * conflicts; in `merged` they are still one's own.
 */
export function rebase<Model extends object>(
  base: Model,
  mine: Model,
  theirs: Model,
): { merged: Model; conflicts: (keyof Model & string)[] } {
  const own = changedFields(base, mine);
  const merged = { ...theirs };
  for (const name of own) {
    merged[name] = mine[name];
  }
  const conflicts = own.filter((name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name]));
  return { merged, conflicts };
}
