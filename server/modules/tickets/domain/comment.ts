export const COMMENT_VISIBILITIES = ['public', 'internal'] as const;
/** `internal` is a note for staff. */
export type CommentVisibility = (typeof COMMENT_VISIBILITIES)[number];

/** So much of the last message stands in lists, in characters. */
export const EXCERPT_LIMIT = 140;

export interface Comment {
  readonly id: string;
  readonly ticketId: string;
  /** Null for what a program wrote. */
  readonly authorId: string | null;
  readonly authorKind: 'person' | 'workflow' | 'system';
  readonly visibility: CommentVisibility;
  /** Markdown source. */
  readonly body: string;
  readonly bodyHtml: string;
  readonly createdAt: Date;
}
