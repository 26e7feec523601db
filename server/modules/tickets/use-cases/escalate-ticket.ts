import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SlaFacade, type Escalation, type SlaClocks, type SlaMark } from '../../sla/sla.facade.js';
import { UsersFacade } from '../../users/users.facade.js';
import { PRIORITIES, type Priority } from '../domain/ticket-status.js';
import type { Ticket } from '../domain/ticket.js';
import type { TicketEvents } from '../tickets.events.js';
import { HandOverTicket } from './hand-over-ticket.js';
import { SaveTicketEdit } from './save-ticket-edit.js';
import { NOTHING_SEEN } from './ticket-for-change.js';

const NOBODY: Escalation = {
  onWarn: { notify: [] },
  onBreach: { notify: [], raisePriority: false, teamId: null },
};

/** What the policy wants done about a warning or a breach, on a locked ticket; mails follow from the events. */
@Injectable()
export class EscalateTicket {
  constructor(
    private readonly sla: SlaFacade,
    private readonly events: EventLog,
    private readonly users: UsersFacade,
    private readonly edit: SaveTicketEdit,
    private readonly handOver: HandOverTicket,
  ) {}

  async execute(
    tx: Transaction,
    call: Call,
    before: Ticket,
    clocks: SlaClocks,
    marks: readonly SlaMark[],
  ): Promise<void> {
    const escalation = (await this.sla.termsFor(tx, clocks))?.policy.escalation ?? NOBODY;
    await this.events.append(
      tx,
      call,
      marks.map((mark) => told(before, mark, escalation)),
    );
    // What was done too late was done: it is on record, and nothing is gained by hurrying now.
    if (!marks.some(({ what, isOwed }) => what === 'breached' && isOwed)) {
      return;
    }
    const { raisePriority, teamId } = escalation.onBreach;
    let ticket: Ticket = { ...before, sla: clocks };
    const higher = higherThan(ticket.priority);
    // Once in its life: the shorter promises of a higher priority are soon broken too, and would raise it to the top.
    if (raisePriority && higher !== null && !clocks.isRaised) {
      ticket = { ...ticket, sla: { ...clocks, isRaised: true } };
      const edit = { priority: higher, isPriorityDerived: false, routedToTeamId: null, descriptionHtml: '' };
      ticket = await this.edit.execute(tx, call, ticket, edit, NOTHING_SEEN);
    }
    // A whole team would see a confidential one that nobody chose; those who are on it, or administrators, are told.
    if (
      teamId !== null &&
      teamId !== ticket.teamId &&
      !ticket.confidential &&
      (await this.users.teamExists(teamId, tx))
    ) {
      const { assigneeId } = ticket;
      await this.handOver.apply(tx, call, ticket, { assigneeId, teamId, isClaim: false, because: 'breach' });
    }
  }
}

function higherThan(priority: Priority): Priority | null {
  return PRIORITIES[PRIORITIES.indexOf(priority) + 1] ?? null;
}

function told(ticket: Ticket, mark: SlaMark, { onWarn, onBreach }: Escalation): NewEvent<object> {
  const { number } = ticket;
  const { kind, at, dueAt, isOwed } = mark;
  const subject = { type: 'ticket', id: ticket.id };
  if (mark.what === 'warned') {
    const data: TicketEvents['ticket.sla_warned'] = { number, clock: kind, dueAt, notify: onWarn.notify };
    return { name: 'ticket.sla_warned', subject, audience: 'staff', data };
  }
  const data: TicketEvents['ticket.sla_breached'] = {
    number,
    clock: kind,
    dueAt: at,
    isOwed,
    notify: isOwed ? onBreach.notify : [],
  };
  return { name: 'ticket.sla_breached', subject, audience: 'staff', data };
}
