/** Finding of a file that is not what was uploaded. */
export const BYTES_CHANGED = 'Its bytes have changed since it was uploaded';

/** What the desk thinks of a file's bytes. */
export interface Verdict {
  readonly state: 'clean' | 'infected' | 'failed';
  /** The virus by the scanner's name, or why the file could not be judged; null when it is clean. */
  readonly finding: string | null;
  /** Hex, of the bytes that were judged; null when they were not read to their end. */
  readonly sha256: string | null;
}
