import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import type { MergedField } from '../domain/ticket-concurrency.js';
import type { Ticket, TicketChanges } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import { HandOverTicket } from './hand-over-ticket.js';
import type { ResolvedEdit } from './resolve-ticket-edit.js';
import { assertNoConflict, type Seen } from './ticket-for-change.js';
import { TicketPromises } from './ticket-promises.js';

/** Writes what really differs: row, one event for the texts, one for the priority, one for the team. */
@Injectable()
export class SaveTicketEdit {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly handOver: HandOverTicket,
    private readonly events: EventLog,
    private readonly promises: TicketPromises,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Transaction, call: Call, ticket: Ticket, edit: ResolvedEdit, seen: Seen): Promise<Ticket> {
    const differing = differencesOf(ticket, edit);
    assertNoConflict(ticket, seen, differing);
    const fields = (Object.keys(differing) as MergedField[]).filter((field) => field !== 'team');
    const touched = edit.routedToTeamId === null ? fields : [...fields, 'team' as const];
    const changed = touched.length === 0 ? ticket : await this.write(tx, call, ticket, edit, touched);
    await this.events.append(tx, call, eventsOf(ticket, changed, fields, edit));
    return differing.team === undefined
      ? changed
      : this.handOver.apply(tx, call, changed, {
          assigneeId: changed.assigneeId,
          teamId: edit.teamId ?? null,
          isClaim: false,
        });
  }

  private async write(
    tx: Transaction,
    call: Call,
    ticket: Ticket,
    edit: ResolvedEdit,
    fields: readonly MergedField[],
  ): Promise<Ticket> {
    const now = this.clock.now();
    const promises = await this.promises.retargeted(tx, call, ticket, edit, now);
    return this.tickets.update(tx, ticket, { ...changesOf(edit), ...promises }, fields, now);
  }
}

function differencesOf(ticket: Ticket, edit: ResolvedEdit): Partial<Record<MergedField, readonly [string, string]>> {
  const pairs: readonly (readonly [MergedField, string, string | undefined])[] = [
    ['subject', ticket.subject, edit.subject],
    ['description', ticket.description, edit.description],
    ['category', ticket.categoryId, edit.categoryId],
    ['priority', ticket.priority, edit.priority],
    ['impact', ticket.impact ?? 'none', edit.impact === undefined ? undefined : (edit.impact ?? 'none')],
    ['urgency', ticket.urgency ?? 'none', edit.urgency === undefined ? undefined : (edit.urgency ?? 'none')],
    ['team', ticket.teamId ?? 'none', edit.teamId === undefined ? undefined : (edit.teamId ?? 'none')],
    ['tags', ticket.tags.join(', '), edit.tags?.join(', ')],
    [
      'confidential',
      String(ticket.confidential),
      edit.confidential === undefined ? undefined : String(edit.confidential),
    ],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, before, after]) => after !== undefined && after !== before)
      .map(([field, before, after]) => [field, [before, after ?? '']]),
  );
}

function changesOf(edit: ResolvedEdit): TicketChanges {
  return {
    ...(edit.subject === undefined ? {} : { subject: edit.subject }),
    ...(edit.description === undefined ? {} : { description: edit.description, descriptionHtml: edit.descriptionHtml }),
    ...(edit.categoryId === undefined ? {} : { categoryId: edit.categoryId }),
    ...(edit.priority === undefined ? {} : { priority: edit.priority }),
    ...(edit.impact === undefined ? {} : { impact: edit.impact }),
    ...(edit.urgency === undefined ? {} : { urgency: edit.urgency }),
    ...(edit.routedToTeamId === null ? {} : { teamId: edit.routedToTeamId }),
    ...(edit.tags === undefined ? {} : { tags: edit.tags }),
    ...(edit.confidential === undefined ? {} : { confidential: edit.confidential }),
  };
}

function eventsOf(
  before: Ticket,
  after: Ticket,
  fields: readonly MergedField[],
  edit: ResolvedEdit,
): NewEvent<object>[] {
  const subject = { type: 'ticket', id: before.id };
  const edited = fields.filter((field) => field !== 'priority');
  const values = Object.fromEntries(
    (['subject', 'description', 'tags'] as const)
      .filter((field) => edited.includes(field))
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
  return [
    ...(edited.length === 0
      ? []
      : [
          {
            name: 'ticket.edited',
            subject,
            audience: 'everyone' as const,
            data: { number: before.number, fields: edited },
            personal: values,
          },
        ]),
    ...(before.priority === after.priority
      ? []
      : [
          {
            name: 'ticket.priority_changed',
            subject,
            audience: 'everyone' as const,
            data: {
              number: before.number,
              from: before.priority,
              to: after.priority,
              ...(edit.isPriorityDerived ? { because: 'impact' } : {}),
            },
          },
        ]),
    ...(edit.routedToTeamId === null
      ? []
      : [
          {
            name: 'ticket.assigned',
            subject,
            audience: 'everyone' as const,
            data: {
              number: before.number,
              assigneeId: before.assigneeId,
              teamId: edit.routedToTeamId,
              fromAssigneeId: before.assigneeId,
              fromTeamId: null,
              isClaim: false,
              because: 'category',
            },
          },
        ]),
  ];
}
