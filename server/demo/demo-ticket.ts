import { changesOf } from '../modules/tickets/domain/ticket-transition.js';
import { DEFAULT_LIFECYCLE } from '../modules/tickets/domain/default-lifecycle.js';
import {
  isReopening,
  lacksAssignee,
  startsWorkflow,
  type TransitionActor,
  type TransitionGifts,
} from '../modules/tickets/domain/ticket-lifecycle.js';
import type { MergedField } from '../modules/tickets/domain/ticket-concurrency.js';
import type { TicketStatus } from '../modules/tickets/domain/ticket-status.js';
import type { Ticket, TicketChanges } from '../modules/tickets/domain/ticket.js';
import type { TicketEvents } from '../modules/tickets/tickets.events.js';
import { renderMarkdown } from '../platform/text/markdown.js';
import { DemoNews } from './demo-news.js';
import type { DemoRandom } from './demo-random.js';

export interface DemoEvent {
  readonly id: string;
  readonly name: string;
  readonly subjectId: string;
  readonly audience: 'everyone' | 'staff';
  /** Null: the desk itself. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly data: object;
  readonly personal: object | null;
}

export interface DemoComment {
  readonly id: string;
  readonly ticketId: string;
  readonly authorId: string;
  readonly visibility: 'public' | 'internal';
  readonly body: string;
  readonly bodyHtml: string;
  readonly at: Date;
}

/** What acts on a ticket, and in which part. */
export interface DemoActor {
  readonly id: string | null;
  readonly stands: TransitionActor;
}

type Begun = Pick<
  Ticket,
  | 'number'
  | 'subject'
  | 'description'
  | 'categoryId'
  | 'categoryKey'
  | 'priority'
  | 'impact'
  | 'urgency'
  | 'requesterId'
  | 'submittedBy'
  | 'teamId'
  | 'confidential'
  | 'submittedAt'
  | 'followUpOf'
>;

/**
 * A ticket as it comes about, act by act, with the row, the messages and the events that each act leaves. Statuses change
 * by the very table and rule of the desk, so that no story can be told that could not have happened.
 */
export class DemoTicket {
  readonly comments: DemoComment[] = [];
  readonly events: DemoEvent[] = [];
  readonly watchers: { readonly userId: string; readonly at: Date }[] = [];
  awaitsReply = true;
  private state: Ticket;
  private readonly told = new DemoNews();

  constructor(
    begun: Begun,
    private readonly random: DemoRandom,
    /** What happened before is no news to anybody. */
    private readonly newsSince: Date,
  ) {
    this.state = {
      ...begun,
      id: random.id(begun.submittedAt),
      version: 1,
      descriptionHtml: renderMarkdown(begun.description),
      categoryName: '',
      status: 'New',
      assigneeId: null,
      tags: [],
      holdReason: null,
      holdUntil: null,
      statusBeforeHold: null,
      resolution: null,
      commentCount: 0,
      noteCount: 0,
      attachmentCount: 0,
      noteAttachmentCount: 0,
      fieldVersions: {},
      updatedAt: begun.submittedAt,
      firstReplyAt: null,
      reopenedAt: null,
      resolvedAt: null,
      closedAt: null,
      watcherIds: [],
      hasLinks: false,
      sla: null,
    };
    const { number, categoryId, priority, teamId, requesterId, submittedBy, submittedAt } = begun;
    const data: TicketEvents['ticket.submitted'] = {
      number,
      categoryId,
      priority,
      onBehalf: requesterId !== submittedBy,
      teamId,
    };
    this.tell('ticket.submitted', submittedBy, submittedAt, data);
    this.bring(submittedBy, submittedAt);
  }

  get news(): DemoNews {
    return this.told;
  }

  get now(): Ticket {
    return this.state;
  }

  change(to: TicketStatus, by: DemoActor, at: Date, gifts: TransitionGifts = {}): void {
    const { status: from, number } = this.state;
    const transition = DEFAULT_LIFECYCLE.transitions.find(
      (one) => one.from === from && one.to === to && one.who.includes(by.stands),
    );
    if (transition === undefined || lacksAssignee(transition, this.state)) {
      throw new Error(`${number} cannot go from ${from} to ${to} by ${by.stands}`);
    }
    this.update(changesOf(this.state, transition, gifts, at), ['status'], at);
    const data: TicketEvents['ticket.status_changed'] = {
      number,
      from,
      to,
      holdReason: to === 'On Hold' ? (gifts.holdReason ?? null) : null,
      startsWorkflow: startsWorkflow(transition),
      isReopening: isReopening(transition),
      causedBy: by.id,
    };
    const { reason, resolution } = gifts;
    const texts = { ...(reason === undefined ? {} : { reason }), ...(to === 'Resolved' ? { resolution } : {}) };
    this.tell('ticket.status_changed', by.id, at, data, Object.keys(texts).length === 0 ? null : texts);
    this.bring(by.id, at);
  }

  assign(assigneeId: string, teamId: string | null, by: DemoActor, at: Date): void {
    const before = this.state;
    const fields: MergedField[] = teamId === before.teamId ? ['assignee'] : ['assignee', 'team'];
    this.update({ assigneeId, teamId }, fields, at);
    const data: TicketEvents['ticket.assigned'] = {
      number: before.number,
      assigneeId,
      teamId,
      fromAssigneeId: before.assigneeId,
      fromTeamId: before.teamId,
      isClaim: assigneeId === by.id,
    };
    this.tell('ticket.assigned', by.id, at, data);
    if (before.status === 'New') {
      this.change('Open', by, at);
    }
  }

  say(body: string, authorId: string, isStaff: boolean, visibility: DemoComment['visibility'], at: Date): void {
    const id = this.random.id(at);
    const { id: ticketId, number, requesterId, firstReplyAt, commentCount, noteCount } = this.state;
    this.comments.push({ id, ticketId, authorId, visibility, body, bodyHtml: renderMarkdown(body), at });
    const isPublic = visibility === 'public';
    if (isPublic) {
      this.awaitsReply = authorId === requesterId || (this.awaitsReply && !isStaff);
    }
    this.state = {
      ...this.state,
      commentCount: commentCount + (isPublic ? 1 : 0),
      noteCount: noteCount + (isPublic ? 0 : 1),
      firstReplyAt: isPublic && isStaff && authorId !== requesterId ? (firstReplyAt ?? at) : firstReplyAt,
      updatedAt: at,
    };
    const data: TicketEvents['ticket.commented'] = { number, commentId: id, visibility };
    this.tell('ticket.commented', authorId, at, data, null, isPublic ? 'everyone' : 'staff');
    this.bring(authorId, at, isPublic);
  }

  tag(tags: readonly string[], by: string, at: Date): void {
    const before = this.state;
    this.update({ tags }, ['tags'], at);
    const data: TicketEvents['ticket.edited'] = { number: before.number, fields: ['tags'] };
    this.tell('ticket.edited', by, at, data, { tags: { from: before.tags, to: tags } });
  }

  prioritise(priority: Ticket['priority'], by: string, at: Date): void {
    const { number, priority: from } = this.state;
    this.update({ priority }, ['priority'], at);
    const data: TicketEvents['ticket.priority_changed'] = { number, from, to: priority };
    this.tell('ticket.priority_changed', by, at, data);
  }

  watch(userId: string, by: string, at: Date): void {
    this.watchers.push({ userId, at });
    const data: TicketEvents['ticket.watcher_added'] = { number: this.state.number, userId };
    this.tell('ticket.watcher_added', by, at, data);
  }

  tellLink(linkId: string, type: TicketEvents['ticket.linked']['type'], otherId: string, by: string, at: Date): void {
    const data: TicketEvents['ticket.linked'] = { number: this.state.number, linkId, type, ticketId: otherId };
    this.tell('ticket.linked', by, at, data, null, 'staff');
  }

  private bring(by: string | null, at: Date, isPublic = true): void {
    if (at >= this.newsSince) {
      this.told.add(by, isPublic);
    }
  }

  private update(changes: TicketChanges, fields: readonly MergedField[], at: Date): void {
    const version = this.state.version + 1;
    const fieldVersions = {
      ...this.state.fieldVersions,
      ...Object.fromEntries(fields.map((field) => [field, version])),
    };
    this.state = { ...this.state, ...changes, version, fieldVersions, updatedAt: at };
  }

  private tell(
    name: keyof TicketEvents,
    actorId: string | null,
    at: Date,
    data: object,
    personal: object | null = null,
    audience: DemoEvent['audience'] = 'everyone',
  ): void {
    const id = this.random.id(at);
    this.events.push({ id, name, subjectId: this.state.id, audience, actorId, at, data, personal });
  }
}

/** Two tickets of one batch. */
export interface DemoLink {
  readonly id: string;
  readonly kind: 'relates' | 'duplicates';
  readonly from: DemoTicket;
  readonly to: DemoTicket;
  readonly by: string;
  readonly at: Date;
}
