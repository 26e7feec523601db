/**
 * `unscanned`: no scanner has seen it yet; a setting says whether it is served. `scanning`: held until the verdict.
 * `infected`: out of reach for everybody. `failed`: could not be judged, and is therefore not served either.
 */
export const ATTACHMENT_STATES = ['unscanned', 'scanning', 'clean', 'infected', 'failed'] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/** Files of internal notes are for staff. */
export type AttachmentAudience = 'everyone' | 'staff';

/** What a file belongs to. */
export interface FileOwner {
  readonly type: string;
  readonly id: string;
  readonly partId: string | null;
  readonly audience: AttachmentAudience;
  /** Of files that wait for their message: when they are forgotten. */
  readonly expiresAt?: Date;
}

export interface Attachment {
  readonly id: string;
  /** Which owner answers for it: see FileOwners. */
  readonly ownerType: string;
  readonly ownerId: string;
  /** The message it came with; null for the owner itself. */
  readonly partId: string | null;
  readonly audience: AttachmentAudience;
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly state: AttachmentState;
  readonly uploadedBy: string | null;
  readonly createdAt: Date;
  /** When it is forgotten unless it is sent; null once it belongs to something. */
  readonly expiresAt: Date | null;
}

/** What is known of a file beside what its owner shows of it. */
export interface JudgedAttachment extends Attachment {
  /** The virus by the scanner's name, or why there is no verdict. */
  readonly finding: string | null;
  readonly scannedAt: Date | null;
  /** Answers of the scanner that were no verdict, since the scan was asked for. */
  readonly scanTroubles: number;
  /** Infected bytes are destroyed after some days; then there is nothing left to scan. */
  readonly hasBytes: boolean;
}

/** Of a new file. */
export function initialState(hasScanner: boolean): AttachmentState {
  return hasScanner ? 'scanning' : 'unscanned';
}

export type FileAction = 'scan' | 'remove';

/** What an administrator may do with a file that is not removed. */
export function actionsOf(file: JudgedAttachment, hasScanner: boolean): readonly FileAction[] {
  return hasScanner && file.state !== 'scanning' && file.hasBytes ? ['scan', 'remove'] : ['remove'];
}
