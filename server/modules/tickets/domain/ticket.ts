import type { PersonActor } from '../../../kernel/actor.js';
import type { PolicyFacts } from './ticket-policy.js';
import type { HoldReason, Level, Priority, TicketStatus } from './ticket-status.js';

/** So many tags can one ticket have. */
export const TAGS_MOST = 20;

/** A ticket as the rules see it. */
export interface Ticket {
  readonly id: string;
  /** Like SS-000123. */
  readonly number: string;
  readonly version: number;
  readonly subject: string;
  /** Markdown source. */
  readonly description: string;
  readonly descriptionHtml: string;
  readonly categoryId: string;
  readonly categoryKey: string;
  readonly categoryName: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly impact: Level | null;
  readonly urgency: Level | null;
  readonly requesterId: string;
  readonly submittedBy: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly confidential: boolean;
  readonly tags: readonly string[];
  readonly holdReason: HoldReason | null;
  readonly holdUntil: Date | null;
  readonly statusBeforeHold: TicketStatus | null;
  readonly resolution: string | null;
  readonly followUpOf: string | null;
  readonly commentCount: number;
  readonly noteCount: number;
  readonly attachmentCount: number;
  readonly noteAttachmentCount: number;
  readonly fieldVersions: Readonly<Record<string, number>>;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  /** First public reply by staff. */
  readonly firstReplyAt: Date | null;
  /** When it was reopened last. */
  readonly reopenedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly watcherIds: readonly string[];
  /** Of any kind, follow-ups included, whoever may see the other ticket. */
  readonly hasLinks: boolean;
  /** Its clocks: a value of the sla module, of which these rules know nothing. Null until they are made. */
  readonly sla: object | null;
}

/** What a use case may change; counters and times of the row are kept by the repository. */
export type TicketChanges = Partial<
  Pick<
    Ticket,
    | 'subject'
    | 'description'
    | 'descriptionHtml'
    | 'categoryId'
    | 'status'
    | 'priority'
    | 'impact'
    | 'urgency'
    | 'assigneeId'
    | 'teamId'
    | 'confidential'
    | 'tags'
    | 'holdReason'
    | 'holdUntil'
    | 'statusBeforeHold'
    | 'resolution'
    | 'reopenedAt'
    | 'resolvedAt'
    | 'closedAt'
    | 'sla'
  >
> &
  Partial<PromiseTimes>;

/** The clocks, and beside them on the row what order, filters and the sweep ask for. */
export interface PromiseTimes {
  readonly sla: object | null;
  readonly slaDueAt: Date | null;
  readonly slaWarnAt: Date | null;
  readonly slaMarkAt: Date | null;
}

export function policyFacts(ticket: Ticket, actor: { readonly kind: string } | PersonActor): PolicyFacts {
  return {
    status: ticket.status,
    assigneeId: ticket.assigneeId,
    resolvedAt: ticket.resolvedAt,
    closedAt: ticket.closedAt,
    requesterId: ticket.requesterId,
    teamId: ticket.teamId,
    confidential: ticket.confidential,
    isWatchedByActor: 'id' in actor && ticket.watcherIds.includes(actor.id),
    isAnswered: ticket.firstReplyAt !== null,
  };
}
