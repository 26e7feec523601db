import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../../kernel/domain-event.js';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { TicketsFacade, type TicketFacts } from '../../tickets/tickets.facade.js';
import type { StatusChangeTexts, TicketEvents } from '../../tickets/tickets.events.js';
import { UsersFacade } from '../../users/users.facade.js';
import { ReadAround } from './read-around.js';
import { textForMail } from './text-for-mail.js';
import { holdNews, isForAssignee, type StatusNews } from './status-news.js';
import type { PeopleAround, TicketNews } from '../domain/ticket-recipients.js';
import type { PromiseClock } from '../words/mail-words.js';

export interface Reply {
  /** Null: the Workflow system. */
  readonly authorName: string | null;
  readonly body: string;
  readonly bodyHtml: string;
}

/** An event with all that its mails say. */
export interface TicketStory {
  readonly ticket: TicketFacts;
  readonly news: TicketNews;
  readonly around: PeopleAround;
  /** Null: whoever is not known any more. */
  readonly requesterName: string | null;
  readonly status: { readonly news: StatusNews; readonly text: string | null } | null;
  readonly reply: Reply | null;
  /** How the Workflow system ended, when it did. */
  readonly workflowState: 'failed' | 'cancelled' | null;
  /** The team it was given to, when it was. */
  readonly teamName: string | null;
  /** The promise whose time is nearly over, or over. */
  readonly promise: { readonly clock: PromiseClock; readonly dueAt: Date } | null;
}

interface Telling {
  readonly news: TicketNews;
  readonly status?: TicketStory['status'];
  readonly reply?: Reply;
  readonly workflowState?: TicketStory['workflowState'];
  readonly teamName?: string;
  readonly promise?: NonNullable<TicketStory['promise']>;
}

/** Gathers what the mails of one event need; null when there is nothing to tell. */
@Injectable()
export class ReadTicketStory {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
    private readonly around: ReadAround,
  ) {}

  async execute(event: StoredEvent): Promise<TicketStory | null> {
    const ticket = await this.tickets.facts(this.database, event.subject.id);
    const telling = ticket === null ? null : await this.telling(event, ticket);
    if (ticket === null || telling === null) {
      return null;
    }
    const requester = (await this.users.people([ticket.requesterId])).get(ticket.requesterId);
    return {
      ticket,
      news: telling.news,
      around: await this.around.execute(ticket, event.actorId ?? causedBy(event)),
      requesterName: requester?.name ?? null,
      status: telling.status ?? null,
      reply: telling.reply ?? null,
      workflowState: telling.workflowState ?? null,
      teamName: telling.teamName ?? null,
      promise: telling.promise ?? null,
    };
  }

  private async telling(event: StoredEvent, ticket: TicketFacts): Promise<Telling | null> {
    switch (event.name) {
      case 'ticket.submitted':
        return this.submittedTelling(event.data, ticket);
      case 'ticket.status_changed':
        return this.statusTelling(event);
      case 'ticket.hold_changed':
        return holdTelling(event.data as unknown as TicketEvents['ticket.hold_changed']);
      case 'ticket.assigned':
        return this.assignedTelling(event.data as unknown as TicketEvents['ticket.assigned'], ticket);
      case 'ticket.commented':
        return this.replyTelling(event);
      case 'ticket.sla_warned':
        return promiseTelling(event.data as unknown as TicketEvents['ticket.sla_warned'], false);
      case 'ticket.sla_breached':
        return promiseTelling(event.data as unknown as TicketEvents['ticket.sla_breached'], true);
      case 'workflow.run_failed':
        return { news: { kind: 'workflow-failed' }, workflowState: 'failed' };
      case 'workflow.run_cancelled':
        // What the desk called off by itself, because the ticket had ended, is no news for anybody.
        return event.actorKind === 'workflow'
          ? { news: { kind: 'workflow-failed' }, workflowState: 'cancelled' }
          : null;
      default:
        return null;
    }
  }

  /** A category may send it to a team, which hears of it unless somebody was faster. */
  private async submittedTelling(
    { teamId = null }: Partial<TicketEvents['ticket.submitted']>,
    now: TicketFacts,
  ): Promise<Telling> {
    const isForTeam = teamId !== null && now.teamId === teamId && now.assigneeId === null;
    const team = isForTeam ? await this.users.team(teamId) : null;
    return {
      news: { kind: 'submitted', isForTeam: team !== null },
      ...(team === null ? {} : { teamName: team.name }),
    };
  }

  private async assignedTelling(change: TicketEvents['ticket.assigned'], now: TicketFacts): Promise<Telling> {
    const { assigneeId, fromAssigneeId, teamId, fromTeamId } = change;
    // Asked of the row too: a team hears of what waits for it, and not of what somebody has taken since.
    const isForTeam = teamId !== null && teamId !== fromTeamId && now.teamId === teamId && now.assigneeId === null;
    const team = isForTeam && assigneeId === null ? await this.users.team(teamId) : null;
    return team === null
      ? { news: { kind: 'assigned', assigneeId: assigneeId === fromAssigneeId ? null : assigneeId } }
      : { news: { kind: 'team-assigned' }, teamName: team.name };
  }

  private async statusTelling(event: StoredEvent): Promise<Telling> {
    const change = event.data as unknown as TicketEvents['ticket.status_changed'];
    const texts: StatusChangeTexts = await this.events.personal(this.database, event.id);
    return {
      news: { kind: 'status', isForAssignee: isForAssignee(change) },
      status: { news: { kind: 'changed', change }, text: texts.resolution ?? texts.reason ?? null },
    };
  }

  private async replyTelling(event: StoredEvent): Promise<Telling | null> {
    const { commentId, visibility, mentionedIds = [] } = event.data as unknown as TicketEvents['ticket.commented'];
    const isToTell = visibility === 'public' || mentionedIds.length > 0;
    const comment = isToTell ? await this.tickets.comment(this.database, commentId) : null;
    // Asked of the row too: what has become internal since is not mailed.
    if (comment === null || comment.visibility !== visibility) {
      return null;
    }
    const author = comment.authorId === null ? null : await this.users.facts(comment.authorId);
    return {
      news: { kind: 'commented', visibility, isByStaff: author === null || author.role !== 'Employee', mentionedIds },
      // A note leaves the desk for nobody: those named in it read it here.
      reply: {
        authorName: author?.name ?? null,
        ...(visibility === 'public' ? textForMail(comment) : { body: '', bodyHtml: '' }),
      },
    };
  }
}

/** What the desk concluded from somebody's act is still his act. */
function causedBy(event: StoredEvent): string | null {
  const person: unknown = Reflect.get(event.data, 'causedBy');
  return typeof person === 'string' ? person : null;
}

function holdTelling(change: TicketEvents['ticket.hold_changed']): Telling | null {
  const news = holdNews(change);
  return news === null ? null : { news: { kind: 'status', isForAssignee: false }, status: { news, text: null } };
}

function promiseTelling({ clock, dueAt, notify }: TicketEvents['ticket.sla_warned'], isBroken: boolean): Telling {
  return { news: { kind: 'promise', isBroken, notify }, promise: { clock, dueAt: new Date(dueAt) } };
}
