import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { marksOf, SlaFacade, type GivenAct, type SlaClocks } from '../../sla/sla.facade.js';
import { actsOfStatus } from '../domain/ticket-promises.js';
import type { Ticket } from '../domain/ticket.js';
import { TicketPromisesRepository, type PromiseHistory } from '../persistence/ticket-promises.repository.js';

/**
 * Clocks of a ticket that is older than the promises: from what its history tells, by what is promised now. What was
 * broken before anybody promised it is on record, and alarms nobody.
 */
@Injectable()
export class RebuildPromises {
  constructor(
    private readonly stored: TicketPromisesRepository,
    private readonly sla: SlaFacade,
  ) {}

  async execute(tx: Transaction, ticket: Ticket, now: Date): Promise<SlaClocks> {
    const { categoryId, priority, submittedAt, submittedBy } = ticket;
    const begun = await this.sla.begin(tx, { categoryId, priority, at: submittedAt, by: submittedBy });
    const history = await this.stored.history(tx, ticket.id);
    const acts = history.flatMap((one) => actsOf(ticket, one));
    return marksOf(await this.sla.after(tx, begun, acts), now).clocks;
  }
}

function actsOf({ requesterId, firstReplyAt }: Ticket, past: PromiseHistory): GivenAct[] {
  const { at, by } = past;
  if (past.type === 'status') {
    return actsOfStatus({ transition: past, holdReason: past.holdReason, requesterId, at, by });
  }
  if (past.type === 'hold') {
    return [{ kind: 'held', holdReason: past.holdReason, at, by }];
  }
  if (by === requesterId) {
    return [{ kind: 'asked', at, by }];
  }
  // Who was staff then is no longer known; before the first reply by staff nobody's word was one.
  return firstReplyAt !== null && at >= firstReplyAt ? [{ kind: 'answered', at, by }] : [];
}
