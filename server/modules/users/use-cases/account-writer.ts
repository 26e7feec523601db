import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import type { Account } from '../domain/account.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';

/** Saves a changed account with its events, and makes everybody forget the former one. */
@Injectable()
export class AccountWriter {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  async write(tx: Transaction, call: Call, account: Account, events: readonly NewEvent<object>[]): Promise<void> {
    await this.accounts.save(tx, account, this.clock.now());
    await this.events.append(tx, call, events);
    await this.bell.ring(tx, account.id);
  }
}
