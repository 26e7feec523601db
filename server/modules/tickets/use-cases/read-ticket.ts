import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { Database } from '../../../platform/database/database.js';
import { FilesFacade, type Attachment } from '../../files/files.facade.js';
import { UsersFacade, type PersonSummary, type TeamSummary } from '../../users/users.facade.js';
import { decide } from '../domain/ticket-policy.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { CategoriesRepository, type Category } from '../persistence/categories.repository.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { TICKET_FILES } from './attach-files.js';

export interface TicketDetail {
  readonly ticket: Ticket;
  readonly category: Category | null;
  readonly people: ReadonlyMap<string, PersonSummary>;
  readonly team: TeamSummary | null;
  /** Of the ticket itself and of the messages the caller may see, oldest first. */
  readonly attachments: readonly Attachment[];
}

/** One ticket as the caller may see it: 404 for what he may not. */
@Injectable()
export class ReadTicket {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsRepository,
    private readonly categories: CategoriesRepository,
    private readonly users: UsersFacade,
    private readonly files: FilesFacade,
  ) {}

  /** The bare ticket, visible to the caller. */
  async visible(call: PersonCall, ref: string): Promise<Ticket> {
    const ticket = await this.tickets.find(this.database, ref);
    if (ticket === null) {
      throw resourceNotFound();
    }
    enforce(decide(call.actor, 'read', policyFacts(ticket, call.actor)));
    return ticket;
  }

  async execute(call: PersonCall, ref: string): Promise<TicketDetail> {
    const ticket = await this.visible(call, ref);
    const audiences = isStaff(call.actor) ? (['everyone', 'staff'] as const) : (['everyone'] as const);
    const hasFiles = ticket.attachmentCount + ticket.noteAttachmentCount > 0;
    const [category, people, teams, attachments] = await Promise.all([
      this.categories.find(this.database, ticket.categoryId),
      this.users.people(
        [ticket.requesterId, ticket.submittedBy, ticket.assigneeId, ...ticket.watcherIds].filter((id) => id !== null),
      ),
      this.users.teams(ticket.teamId === null ? [] : [ticket.teamId]),
      hasFiles ? this.files.of(this.database, TICKET_FILES, ticket.id, audiences) : [],
    ]);
    return {
      ticket,
      category,
      people,
      team: ticket.teamId === null ? null : (teams.get(ticket.teamId) ?? null),
      attachments,
    };
  }
}
