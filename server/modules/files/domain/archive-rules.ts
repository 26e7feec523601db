const MEGABYTE = 1024 * 1024;

/** Entries of an archive, those of archives inside it included. */
export const ENTRIES_LIMIT = 10_000;
/** Bytes that an archive may hold, unpacked, those of archives inside it included. */
export const UNPACKED_LIMIT = 500 * MEGABYTE;
/** Times its own size; honest texts reach 30, made ones 1,000. */
const RATIO_LIMIT = 100;
/** So much may be packed as densely as it likes. Bytes. */
const HARMLESS = 20 * MEGABYTE;
/** Archives in archives in archives. */
export const DEPTH_LIMIT = 3;

/** What the directory of a zip archive says of it; nobody has looked whether that is true. */
export interface ArchiveFacts {
  readonly entries: number;
  /** Bytes. */
  readonly unpacked: number;
  /** Where the bytes of each entry lie in the file, in bytes. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** Why an archive is refused by what its directory says, as the rest of a sentence; null when it is fine. */
export function archiveProblem(facts: ArchiveFacts, size: number): string | null {
  if (facts.entries > ENTRIES_LIMIT) {
    return `the archive holds more than ${String(ENTRIES_LIMIT)} files`;
  }
  return (
    unpackedProblem(facts.unpacked, size) ?? (overlaps(facts.places) ? 'the archive holds the same bytes twice' : null)
  );
}

/** The same for bytes that were counted while unpacking. */
export function unpackedProblem(unpacked: number, size: number): string | null {
  if (unpacked > UNPACKED_LIMIT) {
    return `the archive holds more than ${String(UNPACKED_LIMIT / MEGABYTE)} MB unpacked`;
  }
  return unpacked > HARMLESS && unpacked > RATIO_LIMIT * size
    ? `the archive is packed more than ${String(RATIO_LIMIT)} times smaller than what it holds`
    : null;
}

/** The trick of a bomb that needs no nesting: thousands of entries that share one block of data. */
function overlaps(places: ArchiveFacts['places']): boolean {
  const ordered = places.toSorted((one, other) => one.start - other.start);
  return ordered.some(({ start }, index) => {
    const before = ordered[index - 1];
    return before !== undefined && start < before.end;
  });
}
