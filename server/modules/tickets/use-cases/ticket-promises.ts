import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import type { Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SlaFacade, timesOf, type GivenAct, type SlaClocks } from '../../sla/sla.facade.js';
import type { Priority } from '../domain/ticket-status.js';
import type { PromiseTimes, Ticket } from '../domain/ticket.js';

/** The clocks of a ticket, whose rules know nothing of them. */
export function clocksOf({ sla }: Pick<Ticket, 'sla'>): SlaClocks | null {
  return sla as SlaClocks | null;
}

/** What is written of the promises with whatever else changes of a ticket. */
export function kept(sla: SlaClocks): PromiseTimes {
  const { dueAt, warnAt, markAt } = timesOf(sla);
  return { sla, slaDueAt: dueAt, slaWarnAt: warnAt, slaMarkAt: markAt };
}

/** What a change does to the promises of a ticket: a value that is written in the change's own statement. */
@Injectable()
export class TicketPromises {
  constructor(private readonly sla: SlaFacade) {}

  async begun(
    tx: Queryable,
    ticket: {
      readonly categoryId: string;
      readonly priority: Priority;
      readonly submittedAt: Date;
      readonly submittedBy: string;
    },
  ): Promise<PromiseTimes> {
    const { categoryId, priority, submittedAt, submittedBy } = ticket;
    return kept(await this.sla.begin(tx, { categoryId, priority, at: submittedAt, by: submittedBy }));
  }

  /** Nothing when nothing happens to them. A ticket that has no clocks yet gets them from its history, this change included. */
  async after(tx: Queryable, ticket: Ticket, acts: readonly GivenAct[]): Promise<Partial<PromiseTimes>> {
    const [first] = acts;
    if (first === undefined) {
      return {};
    }
    const clocks = clocksOf(ticket);
    return clocks === null ? { slaMarkAt: first.at } : kept(await this.sla.after(tx, clocks, acts));
  }

  /** Another category or priority: other terms, from the start. */
  async retargeted(
    tx: Transaction,
    call: Call,
    ticket: Ticket,
    to: { readonly categoryId?: string | undefined; readonly priority?: Priority | undefined },
    at: Date,
  ): Promise<Partial<PromiseTimes>> {
    const { categoryId = ticket.categoryId, priority = ticket.priority } = to;
    return categoryId === ticket.categoryId && priority === ticket.priority
      ? {}
      : this.after(tx, ticket, [{ kind: 'retargeted', categoryId, priority, at, by: actorId(call.actor) }]);
  }
}
