/**
 * `unscanned`: no scanner is configured and the desk serves files without one (standalone only).
 * Bytes are served in the states `clean` and, there, `unscanned`; never in any other.
 */
export const ATTACHMENT_STATES = ['unscanned', 'scanning', 'clean', 'infected', 'failed'] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/** Files of internal notes are for staff. */
export type AttachmentAudience = 'everyone' | 'staff';

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

/** State of a new file: without a scanner it is held in production and marked in the standalone desk. */
export function initialState(isProduction: boolean): AttachmentState {
  return isProduction ? 'scanning' : 'unscanned';
}
