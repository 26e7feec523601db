import type { ErrorDetails } from './domain-error.js';

/** A record's fields as text, the way a conflict shows them; null is nothing. */
export type FieldValues = Readonly<Record<string, string | null>>;

/**
 * Merging by `version` (`domain`, Concurrency): a change based on an older version passes unless it touches a field that
 * somebody changed since then to something else. `changedAt` tells at which version each field changed last.
 * Returns the conflict's details, both values of each field, or null when the change may pass.
 */
export function conflictOf(
  wanted: FieldValues,
  present: FieldValues,
  changedAt: Readonly<Record<string, number>>,
  base: number,
): ErrorDetails | null {
  const conflicts = Object.entries(wanted).flatMap(([field, value]) => {
    const current = present[field] ?? null;
    return (changedAt[field] ?? 1) > base && current !== value ? [[field, [current ?? '', value ?? '']] as const] : [];
  });
  return conflicts.length === 0 ? null : Object.fromEntries(conflicts);
}

/** The fields that would really change. */
export function changedFields(wanted: FieldValues, present: FieldValues): string[] {
  return Object.keys(wanted).filter((field) => (wanted[field] ?? null) !== (present[field] ?? null));
}

/** `changedAt` after a change of `fields` that made `version`. */
export function stampFields(
  changedAt: Readonly<Record<string, number>>,
  fields: readonly string[],
  version: number,
): Record<string, number> {
  return { ...changedAt, ...Object.fromEntries(fields.map((field) => [field, version])) };
}
