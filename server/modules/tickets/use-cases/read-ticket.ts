import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Attachment } from '../../files/files.facade.js';
import type { Standing } from '../../sla/sla.facade.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import { DeskRules } from '../desk-rules.js';
import type { LifecycleRules } from '../domain/ticket-lifecycle.js';
import type { Ticket } from '../domain/ticket.js';
import type { LinkSummary } from '../domain/ticket-link.js';
import { ShowPromises } from './show-promises.js';
import { TicketParts } from './ticket-parts.js';
import { withUploaders } from './uploaders.js';
import { VisibleTicket } from './visible-ticket.js';

export interface TicketDetail {
  readonly ticket: Ticket;
  readonly people: ReadonlyMap<string, PersonSummary>;
  readonly team: TeamSummary | null;
  /** Of the ticket itself and of the messages the caller may see, oldest first. */
  readonly attachments: readonly Attachment[];
  /** By which it is told what the caller may do now, and how its status is called. */
  readonly rules: LifecycleRules;
  readonly links: LinkSummary;
  /** Where its promises stand; null where nothing was ever promised. */
  readonly standing: Standing | null;
}

/** One ticket as the caller may see it: 404 for what he may not. */
@Injectable()
export class ReadTicket {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly users: UsersFacade,
    private readonly parts: TicketParts,
    private readonly rules: DeskRules,
    private readonly promises: ShowPromises,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<TicketDetail> {
    return this.detail(call, await this.visible.execute(call, ref));
  }

  /** See `VisibleTicket.afterOwnChange`. */
  async afterOwnChange(call: PersonCall, ticketId: string): Promise<TicketDetail> {
    return this.detail(call, await this.visible.afterOwnChange(ticketId));
  }

  private async detail(call: PersonCall, ticket: Ticket): Promise<TicketDetail> {
    const [people, teams, attachments, rules, links, [standing = null]] = await Promise.all([
      this.users.people(
        [ticket.requesterId, ticket.submittedBy, ticket.assigneeId, ...ticket.watcherIds].filter((id) => id !== null),
      ),
      this.users.teams(ticket.teamId === null ? [] : [ticket.teamId]),
      this.parts.attachments(call, ticket),
      this.rules.read(),
      this.parts.linkSummary(call, ticket),
      this.promises.standings([ticket]),
    ]);
    return {
      ticket,
      people: await withUploaders(this.users, people, attachments),
      team: ticket.teamId === null ? null : (teams.get(ticket.teamId) ?? null),
      attachments,
      rules,
      links,
      standing,
    };
  }
}
