import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { HoldReason } from '../domain/ticket-status.js';
import type { Ticket } from '../domain/ticket.js';
import { needsMissing } from '../tickets.errors.js';
import { changedTo, type ChangedTicket } from './changed.js';
import { HoldOtherwise, type Hold } from './hold-otherwise.js';
import { assertNoConflict, TicketForChange, type Seen } from './ticket-for-change.js';
import { assertUntilMakesSense } from './transition-ticket.js';

export interface ChangeHoldCommand {
  readonly holdReason: HoldReason;
  /** Of a scheduled hold, and of no other. */
  readonly until: Date | undefined;
  readonly seen: Seen;
}

/** Another reason, or another date, for a ticket that goes on standing still: no work begins in between. */
@Injectable()
export class ChangeHold {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly load: TicketForChange,
    private readonly holdOtherwise: HoldOtherwise,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, ref: string, { holdReason, until, seen }: ChangeHoldCommand): Promise<ChangedTicket> {
    return this.unitOfWork.run(call, async (tx) => {
      const ticket = await this.load.possible(tx, call, ref, ['change_hold'], seen);
      const hold: Hold = { holdReason, until: until ?? null };
      const [stands, wanted] = [inWords(holdOf(ticket)), inWords(hold)];
      if (stands !== wanted) {
        assertNoConflict(ticket, seen, { hold: [stands, wanted] });
      }
      if (holdReason === 'scheduled' && until === undefined) {
        throw needsMissing(['until']);
      }
      if (stands === wanted) {
        return changedTo(ticket, ticket, tx);
      }
      assertUntilMakesSense('On Hold', { holdReason, until }, this.clock.now());
      return changedTo(ticket, await this.holdOtherwise.apply(tx, call, ticket, hold), tx);
    });
  }
}

function holdOf({ holdReason, holdUntil }: Ticket): Hold {
  return { holdReason, until: holdUntil };
}

/** Both values of a conflict are told like this. */
function inWords({ holdReason, until }: Hold): string {
  return [holdReason ?? 'no reason', ...(until === null ? [] : [until.toISOString()])].join(' until ');
}
