import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { DeskRules } from '../desk-rules.js';
import { lacksAssignee } from '../domain/ticket-lifecycle.js';
import { obstacleTo, type TicketAction } from '../domain/ticket-policy.js';
import { hasEnded, type TicketStatus } from '../domain/ticket-status.js';
import { policyFacts, type Ticket } from '../domain/ticket.js';
import { actionNotPossible, approvalNeeded, assigneeRequired, ticketFinal } from '../tickets.errors.js';
import { findTransition } from './transition-ticket.js';

export interface WantedAct {
  readonly actions: readonly TicketAction[];
  /** The status it would lead to, where it names one. */
  readonly to: TicketStatus | null;
  /** It takes the ticket from whoever has it. */
  readonly isUnassigning: boolean;
}

/** Repeating these is no conflict, and a claim says itself who has the ticket. */
const NEVER_REFUSED: readonly TicketAction[] = ['watch', 'unwatch', 'claim'];

/** The 409 of one ticket for a request that is wrong in shape as well: the state is told first (`domain`). */
@Injectable()
export class AssertPossible {
  constructor(
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: PersonCall, ticket: Ticket, { actions, to, isUnassigning }: WantedAct): Promise<void> {
    const [rules, now] = [await this.rules.read(), this.clock.now()];
    if (actions.includes('reopen') && !hasEnded(ticket.status)) {
      throw actionNotPossible('reopen', ticket.status);
    }
    // The transition says more than the action: what is allowed instead.
    const transition = to === null ? null : findTransition(actor, ticket, to, rules, now);
    if (transition !== null && lacksAssignee(transition, ticket)) {
      throw assigneeRequired();
    }
    actions
      .filter((action) => !NEVER_REFUSED.includes(action))
      .forEach((action) => {
        const obstacle = obstacleTo(actor, action, policyFacts(ticket, actor), rules, now);
        if (obstacle !== null && action === 'reply') {
          throw ticketFinal(ticket.status);
        }
        if (obstacle !== null) {
          throw obstacle === 'only_admins_approve' ? approvalNeeded() : actionNotPossible(action, ticket.status);
        }
      });
    if (isUnassigning && ticket.assigneeId !== null && ticket.status !== 'Open') {
      throw actionNotPossible('assign', ticket.status);
    }
  }
}
