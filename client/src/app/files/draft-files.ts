import type { KeptFile } from './uploads/outgoing-file';

/** What a draft says of its files. */
export interface DraftFiles {
  readonly files: readonly KeptFile[];
  /** Keys of those that were taken out; what a tab has only not heard of yet is not among them. */
  readonly gone: readonly string[];
}

/** What the files here become after another tab has written the draft of both. */
export interface Meeting {
  /** Keys of those that another tab took out, or has brought to the server itself. */
  readonly letGo: readonly string[];
  /** Those that are at the server, and not yet here. */
  readonly restore: readonly KeptFile[];
  /** On their way in the other tab: they stay in the draft, and come when they are there. */
  readonly carried: readonly KeptFile[];
  /** The other tab wrote before it heard of this one: the draft must be written once more. */
  readonly isBehind: boolean;
}

function isKeptFile(value: unknown): value is KeptFile {
  const one = value as Partial<Record<keyof KeptFile, unknown>> | null;
  return (
    typeof one === 'object' &&
    one !== null &&
    typeof one.key === 'string' &&
    typeof one.name === 'string' &&
    typeof one.size === 'number' &&
    typeof one.type === 'string' &&
    (one.id === null || typeof one.id === 'string') &&
    (one.picture === null || typeof one.picture === 'string')
  );
}

/** An older version may have stored something else. */
export function draftFilesOf(stored: { readonly files?: unknown; readonly gone?: unknown } | null): DraftFiles {
  const { files, gone } = stored ?? {};
  return {
    files: Array.isArray(files) ? files.filter(isKeptFile) : [],
    gone: Array.isArray(gone) ? gone.filter((key) => typeof key === 'string') : [],
  };
}

/**
 * Two tabs may write in the same moment, each without what the other has just chosen: a file leaves only where somebody
 * took it out, never because a draft does not name it.
 * @param removed keys of what was taken out here
 */
export function meetFiles(mine: readonly KeptFile[], theirs: DraftFiles, removed: ReadonlySet<string>): Meeting {
  const byKey = new Map(theirs.files.map((file) => [file.key, file]));
  const isFasterThere = ({ key, id }: KeptFile): boolean => id === null && (byKey.get(key)?.id ?? null) !== null;
  const leaving = mine.filter((file) => theirs.gone.includes(file.key) || isFasterThere(file));
  const staying = mine.filter((file) => !leaving.includes(file));
  const news = theirs.files.filter(({ key }) => !removed.has(key) && !staying.some((file) => file.key === key));
  return {
    letGo: leaving.map(({ key }) => key),
    restore: news.filter(({ id }) => id !== null),
    carried: news.filter(({ id }) => id === null),
    isBehind:
      staying.some(({ key, id }) => !byKey.has(key) || (id !== null && byKey.get(key)?.id === null)) ||
      theirs.files.some(({ key }) => removed.has(key)),
  };
}
