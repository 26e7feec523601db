/** Fields that are merged one by one when two people edit at once. */
export const MERGED_FIELDS = [
  'subject',
  'description',
  'category',
  'status',
  'hold',
  'priority',
  'impact',
  'urgency',
  'assignee',
  'team',
  'tags',
  'confidential',
] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];

/**
 * The fields that changed after the version the caller had seen and that he wants to change too. Without a version
 * the last write wins (`domain`, Concurrency).
 */
export function conflictingFields(
  fieldVersions: Readonly<Record<string, number>>,
  seenVersion: number | null,
  wanted: readonly MergedField[],
): readonly MergedField[] {
  return seenVersion === null ? [] : wanted.filter((field) => (fieldVersions[field] ?? 1) > seenVersion);
}
