import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { ACCOUNT } from '../users.events.js';

/** Approves an account that waits, because its address is proven and its domain trusted. Nobody's decision is overruled. */
@Injectable()
export class ApproveByDomain {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  /** Nothing happens unless it is Pending. */
  async execute(tx: Transaction, call: Call, id: string, domain: string): Promise<void> {
    // Without the administrators' lock: whoever is let in leaves nobody as the last one, and here the account may be locked
    // already, which decisions lock after it.
    const account = await this.accounts.lock(tx, id);
    if (account?.status !== 'Pending') {
      return;
    }
    const now = this.clock.now();
    await this.accounts.save(
      tx,
      {
        ...account,
        status: 'Approved',
        version: account.version + 1,
        epoch: account.epoch + 1,
        decidedById: null,
        decidedAt: now,
        decidedReason: null,
      },
      now,
    );
    await this.events.append(tx, { ...call, actor: SYSTEM }, [
      {
        name: 'account.approved',
        subject: { type: ACCOUNT, id },
        audience: 'admin',
        data: { from: 'Pending', to: 'Approved', rule: 'trusted-domain', domain },
      },
    ]);
    await this.bell.ring(tx, id);
  }
}
