import type { Priority, TicketStatus } from './ticket-status.js';

/** What other modules may know of a ticket, without any permission applied: for background work only. */
export interface TicketFacts {
  readonly id: string;
  /** Like SS-000123. */
  readonly number: string;
  readonly subject: string;
  /** Markdown source. */
  readonly description: string;
  readonly category: { readonly id: string; readonly key: string; readonly name: string };
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly requesterId: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly confidential: boolean;
  readonly submittedAt: Date;
  readonly version: number;
  readonly watcherIds: readonly string[];
}

export interface CommentFacts {
  readonly id: string;
  readonly ticketId: string;
  /** Null when the Workflow system wrote it. */
  readonly authorId: string | null;
  readonly visibility: 'public' | 'internal';
  /** Markdown source. */
  readonly body: string;
  readonly bodyHtml: string;
}

/** What a callback of the Workflow system wants; applied in this order. */
export interface WorkflowResult {
  /** Set only when the ticket has no assignee. */
  readonly assigneeId: string | null;
  readonly status: TicketStatus | null;
  /** Becomes a public comment. */
  readonly comment: string | null;
  /** Text for a status that needs one (Resolved); the comment serves when this is null. */
  readonly resolution: string | null;
}
