import type { ClockKind, EscalationRecipient } from '../sla/sla.facade.js';
import type { LinkType } from './domain/ticket-link.js';
import type { Lifecycle } from './domain/ticket-lifecycle.js';
import type { HoldReason, Priority, TicketStatus } from './domain/ticket-status.js';

export { STATUSES, type TicketStatus } from './domain/ticket-status.js';

/** Event name -> payload. Ids and keys only; typed text is in the event's personal part. */
export interface TicketEvents {
  'ticket.submitted': {
    number: string;
    categoryId: string;
    priority: Priority;
    onBehalf: boolean;
    teamId: string | null;
  };
  'ticket.status_changed': {
    number: string;
    from: TicketStatus;
    to: TicketStatus;
    holdReason: HoldReason | null;
    /** New to Open, or a reopening: the ticket goes to the Workflow system (`domain`, Ticket lifecycle). */
    startsWorkflow: boolean;
    isReopening: boolean;
    /** The person whose act led to it, also where the desk drew the conclusion. */
    causedBy: string | null;
  };
  /** It goes on standing still, for another reason or until another date. */
  'ticket.hold_changed': {
    number: string;
    fromHoldReason: HoldReason | null;
    holdReason: HoldReason | null;
    /** Of a scheduled hold, UTC. */
    fromUntil: string | null;
    until: string | null;
  };
  'ticket.assigned': {
    number: string;
    assigneeId: string | null;
    teamId: string | null;
    fromAssigneeId: string | null;
    fromTeamId: string | null;
    isClaim: boolean;
    /** The assignee no longer works on tickets: suspended, or of another role; or its new category has a team. */
    because?: 'assignee_gone' | 'category' | 'breach';
  };
  'ticket.commented': {
    number: string;
    commentId: string;
    visibility: 'public' | 'internal';
    /** People named in it who may see it. */
    mentionedIds?: readonly string[];
  };
  'ticket.edited': { number: string; fields: string[] };
  /** `because`: impact and urgency say so. */
  'ticket.priority_changed': { number: string; from: Priority; to: Priority; because?: 'impact' };
  /** A promise is about to be broken. */
  'ticket.sla_warned': {
    number: string;
    clock: ClockKind;
    dueAt: string;
    notify: readonly EscalationRecipient[];
  };
  /** A promise was broken at `dueAt`, whenever that was noticed. */
  'ticket.sla_breached': {
    number: string;
    clock: ClockKind;
    dueAt: string;
    /** It is still to be done; otherwise it was done in the meantime, too late. */
    isOwed: boolean;
    notify: readonly EscalationRecipient[];
  };
  'ticket.attached': { number: string; attachmentIds: string[] };
  /** Refused, or clean after all: see the states of files. */
  'ticket.attachment_judged': { number: string; attachmentId: string; state: 'clean' | 'infected' | 'failed' };
  'ticket.attachment_removed': { number: string; attachmentId: string };
  /** An administrator looked at a confidential ticket he is not on; told to administrators alone. */
  'ticket.confidential_opened': { number: string };
  'ticket.watcher_added': { number: string; userId: string };
  'ticket.watcher_removed': { number: string; userId: string };
  /** Told by both tickets; `ticketId` is the other one, which whoever reads this may not see. */
  'ticket.linked': { number: string; linkId: string; type: LinkType; ticketId: string };
  'ticket.unlinked': { number: string; linkId: string; type: LinkType; ticketId: string };
}

/** What is no ticket's own: the desk's rules. */
export interface LifecycleEvents {
  'lifecycle.changed': { version: number };
}
/** The personal part of `lifecycle.changed`: statuses have names that somebody typed. */
export interface LifecycleTexts {
  before: Lifecycle;
  after: Lifecycle;
}

export type TicketEventName = keyof TicketEvents;
/** The personal part of `ticket.status_changed`: what was typed with it. */
export interface StatusChangeTexts {
  reason?: string;
  resolution?: string;
}
