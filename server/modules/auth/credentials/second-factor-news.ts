import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import type { AuthEvents } from '../auth.events.js';

type SecondFactorEvent = Extract<
  keyof AuthEvents,
  `account.second_factor_${string}` | `account.recovery_codes_${string}`
>;

/**
 * Every change of a second factor is written down, and whoever remembers what its owner may do forgets it: where the role
 * needs one, having one is what lets him on.
 */
@Injectable()
export class SecondFactorNews {
  constructor(
    private readonly events: EventLog,
    private readonly accounts: AccountsFacade,
  ) {}

  async tell(tx: Transaction, call: Call, name: SecondFactorEvent, userId: string): Promise<void> {
    await this.events.append(tx, call, [
      { name, subject: { type: 'account', id: userId }, audience: 'admin', data: {} },
    ]);
    await this.accounts.announceChange(tx, userId);
  }
}
