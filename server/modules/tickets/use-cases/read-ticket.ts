import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Database } from '../../../platform/database/database.js';
import { FilesFacade, type Attachment } from '../../files/files.facade.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import { DeskRules } from '../desk-rules.js';
import type { LifecycleRules } from '../domain/ticket-lifecycle.js';
import type { Ticket } from '../domain/ticket.js';
import { TICKET_FILES } from './attach-files.js';
import { VisibleTicket } from './visible-ticket.js';

export interface TicketDetail {
  readonly ticket: Ticket;
  readonly people: ReadonlyMap<string, PersonSummary>;
  readonly team: TeamSummary | null;
  /** Of the ticket itself and of the messages the caller may see, oldest first. */
  readonly attachments: readonly Attachment[];
  /** By which it is told what the caller may do now, and how its status is called. */
  readonly rules: LifecycleRules;
}

/** One ticket as the caller may see it: 404 for what he may not. */
@Injectable()
export class ReadTicket {
  constructor(
    private readonly database: Database,
    private readonly visible: VisibleTicket,
    private readonly users: UsersFacade,
    private readonly files: FilesFacade,
    private readonly rules: DeskRules,
  ) {}

  async execute(call: PersonCall, ref: string): Promise<TicketDetail> {
    return this.detail(call, await this.visible.execute(call, ref));
  }

  /** See `VisibleTicket.afterOwnChange`. */
  async afterOwnChange(call: PersonCall, ticketId: string): Promise<TicketDetail> {
    return this.detail(call, await this.visible.afterOwnChange(ticketId));
  }

  private async detail(call: PersonCall, ticket: Ticket): Promise<TicketDetail> {
    const audiences = isStaff(call.actor) ? (['everyone', 'staff'] as const) : (['everyone'] as const);
    const hasFiles = ticket.attachmentCount + ticket.noteAttachmentCount > 0;
    const [people, teams, attachments, rules] = await Promise.all([
      this.users.people(
        [ticket.requesterId, ticket.submittedBy, ticket.assigneeId, ...ticket.watcherIds].filter((id) => id !== null),
      ),
      this.users.teams(ticket.teamId === null ? [] : [ticket.teamId]),
      hasFiles ? this.files.of(this.database, TICKET_FILES, ticket.id, audiences) : [],
      this.rules.read(),
    ]);
    return {
      ticket,
      people,
      team: ticket.teamId === null ? null : (teams.get(ticket.teamId) ?? null),
      attachments,
      rules,
    };
  }
}
