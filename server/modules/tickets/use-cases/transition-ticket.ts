import { Injectable } from '@nestjs/common';
import { actorId, type Actor } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { DeskRules } from '../desk-rules.js';
import {
  isReopening,
  missingNeeds,
  startsWorkflow,
  transitionsFor,
  type LifecycleRules,
  type Transition,
  type TransitionGifts,
} from '../domain/ticket-lifecycle.js';
import { transitionActors } from '../domain/ticket-policy.js';
import { actsOfStatus } from '../domain/ticket-promises.js';
import type { TicketStatus } from '../domain/ticket-status.js';
import { changesOf } from '../domain/ticket-transition.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { TicketsRepository } from '../persistence/tickets.repository.js';
import {
  approvalNeeded,
  assigneeRequired,
  needsMissing,
  transitionNotAllowed,
  untilPast,
  untilWithoutSchedule,
} from '../tickets.errors.js';
import type { StatusChangeTexts, TicketEvents } from '../tickets.events.js';
import { TicketPromises } from './ticket-promises.js';

/** The one way a status changes: table, needs, row, event. The ticket is locked by the caller. */
@Injectable()
export class TransitionTicket {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly rules: DeskRules,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly promises: TicketPromises,
  ) {}

  /**
   * 409 with what is allowed now, 409 ASSIGNEE_REQUIRED, or 400 naming what is missing. `causedBy` names whom a
   * conclusion of the desk goes back to, since nobody is mailed about his own act. `since`: from when it counts for the
   * promises, where that is earlier than now: a hold that ended, or an answer that came, while nobody looked.
   */
  async apply(
    tx: Transaction,
    call: Call,
    ticket: Ticket,
    to: TicketStatus,
    gifts: TransitionGifts,
    causedBy: string | null = actorId(call.actor),
    since: Date | null = null,
  ): Promise<Ticket> {
    const now = this.clock.now();
    const transition = findTransition(call.actor, ticket, to, await this.rules.read(tx), now);
    const missing = missingNeeds(transition, ticket, gifts);
    if (missing.includes('assignee')) {
      throw assigneeRequired();
    }
    if (missing.length > 0) {
      throw needsMissing(missing);
    }
    assertUntilMakesSense(to, gifts, now);
    const acts = actsOfStatus({
      transition,
      holdReason: gifts.holdReason ?? null,
      requesterId: ticket.requesterId,
      at: since ?? now,
      by: causedBy,
    });
    const changes = {
      ...changesOf(ticket, transition, gifts, now),
      ...(await this.promises.after(tx, ticket, acts)),
    };
    const changed = await this.tickets.update(tx, ticket, changes, ['status'], now, { by: causedBy });
    await this.events.append(tx, call, [statusChanged(ticket, transition, gifts, causedBy)]);
    return changed;
  }
}

/** 409 with what is allowed now. */
export function findTransition(
  actor: Actor,
  ticket: Ticket,
  to: TicketStatus,
  rules: LifecycleRules,
  now: Date,
): Transition {
  const actors = transitionActors(actor, policyFacts(ticket, actor));
  const transitions = transitionsFor(ticket, actors, rules, now);
  const transition = transitions.find((candidate) => candidate.to === to);
  if (transition !== undefined) {
    return transition;
  }
  const allowed = transitions.map((candidate) => candidate.to);
  const others = transitionsFor(ticket, actors, { ...rules, onlyAdminsApprove: false }, now);
  throw others.some((candidate) => candidate.to === to)
    ? approvalNeeded({ from: [ticket.status], to: [to], allowed })
    : transitionNotAllowed(ticket.status, to, allowed);
}

export function assertUntilMakesSense(
  to: TicketStatus,
  { holdReason, until }: Pick<TransitionGifts, 'holdReason' | 'until'>,
  now: Date,
): void {
  if (until === undefined) {
    return;
  }
  if (to !== 'On Hold' || holdReason !== 'scheduled') {
    throw untilWithoutSchedule();
  }
  if (until <= now) {
    throw untilPast();
  }
}

function statusChanged(
  ticket: Ticket,
  transition: Transition,
  gifts: TransitionGifts,
  causedBy: string | null,
): NewEvent<TicketEvents['ticket.status_changed']> {
  const texts: StatusChangeTexts = {
    ...(gifts.reason === undefined ? {} : { reason: gifts.reason.trim() }),
    ...(transition.to === 'Resolved' && gifts.resolution !== undefined ? { resolution: gifts.resolution.trim() } : {}),
  };
  return {
    name: 'ticket.status_changed',
    subject: { type: 'ticket', id: ticket.id },
    audience: 'everyone',
    data: {
      number: ticket.number,
      from: transition.from,
      to: transition.to,
      holdReason: transition.to === 'On Hold' ? (gifts.holdReason ?? null) : null,
      startsWorkflow: startsWorkflow(transition),
      isReopening: isReopening(transition),
      causedBy,
    },
    ...(Object.keys(texts).length === 0 ? {} : { personal: { ...texts } }),
  };
}
