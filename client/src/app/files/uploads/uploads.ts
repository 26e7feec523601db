import type { KeptFile, OutgoingFile } from './outgoing-file';
import type { Refusal } from './upload-rules';

/** What a form with files needs of the queue behind it. */
export interface Uploads {
  readonly refusalOf: (file: File, before: readonly { readonly size: number }[]) => Refusal | null;
  /** Also for another try. */
  readonly start: (file: OutgoingFile) => void;
  /** One out of a draft: there already, or to be started again. */
  readonly restore: (file: OutgoingFile, kept: KeptFile) => void;
  /** What this browser has kept of it. */
  readonly bytesOf: (file: OutgoingFile) => Promise<File | null>;
  /** Stops it, and takes away what the server has of it. */
  readonly cancel: (file: OutgoingFile) => void;
  /** It was sent: nothing more is to be done about it. */
  readonly forget: (file: OutgoingFile) => void;
}
