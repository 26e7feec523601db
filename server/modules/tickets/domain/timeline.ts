import type { Comment } from './comment.js';

/** One event of a ticket, with the message it tells of. */
export interface TimelineRow {
  readonly id: string;
  readonly name: string;
  readonly actorKind: 'person' | 'system' | 'workflow' | 'anonymous';
  readonly actorId: string | null;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>> | null;
  readonly comment: (Omit<Comment, 'createdAt'> & { readonly createdAt: string }) | null;
  /** The other ticket, of an event that ties two together; one that the reader sees. */
  readonly other: { readonly id: string; readonly number: string; readonly subject: string } | null;
}
