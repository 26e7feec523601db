/** Something typed and not sent. */
export interface Draft {
  /** The client's name for it, like `ticket.018f….reply`. */
  readonly key: string;
  /** Whatever the client keeps in it. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Grows with every save, also from one draft to the next under the same key. */
  readonly version: number;
  readonly updatedAt: Date;
}

export const DRAFT_KEY = /^[A-Za-z0-9._-]{1,120}$/;
/** Of its JSON in UTF-8. */
export const DRAFT_BYTES = 64 * 1024;
export const DRAFTS_PER_PERSON = 200;
/** Days after which one that nobody touched is forgotten. */
export const DRAFT_DAYS = 30;

export function isTooLong(value: object): boolean {
  return Buffer.byteLength(JSON.stringify(value)) > DRAFT_BYTES;
}
