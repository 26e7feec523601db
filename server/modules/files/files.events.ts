/** Event name -> payload; the subject is the file. Its name and what was found in it are in the personal part. */
export interface FileEvents {
  'file.cleared': FileFacts;
  'file.infected': FileFacts;
  /** It could not be judged: encrypted, a bomb, altered since its upload, too much for the scanner. */
  'file.failed': FileFacts;
  /** By an administrator. */
  'file.scan_requested': FileFacts;
  /** By an administrator. */
  'file.removed': FileFacts;
}

export interface FileFacts {
  readonly ownerType: string;
  readonly ownerId: string;
  readonly uploadedBy: string | null;
}

export interface FileTexts {
  readonly filename: string;
  readonly finding?: string | null;
  readonly reason?: string;
}
