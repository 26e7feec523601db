import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import type { Account } from '../domain/account.js';
import { ACCOUNT_TRANSITIONS, isPossible, reachableFrom, type AccountDecision } from '../domain/account-lifecycle.js';
import { decideAccount, isLastAdmin } from '../domain/account-policy.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { accountTransitionNotAllowed, lastAdmin } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

export interface DecideAccountCommand {
  readonly id: string;
  readonly decision: AccountDecision;
  /** What the person is told; null where none is asked for. */
  readonly reason: string | null;
  /** Strict: the version the caller saw (If-Match). */
  readonly ifMatch: number | null;
}

/** Approve, reject, suspend, reinstate. Every one of them ends the sessions and API tokens of the account. */
@Injectable()
export class DecideAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, command: DecideAccountCommand): Promise<void> {
    const { id, decision, reason } = command;
    await this.unitOfWork.run(call, async (tx) => {
      const account = await this.possible(tx, call, command);
      const { to, event } = ACCOUNT_TRANSITIONS[decision];
      const now = this.clock.now();
      await this.accounts.save(
        tx,
        {
          ...account,
          status: to,
          version: account.version + 1,
          epoch: account.epoch + 1,
          decidedById: actorId(call.actor),
          decidedAt: now,
          decidedReason: reason,
        },
        now,
      );
      await this.events.append(tx, call, [
        {
          name: event,
          subject: { type: ACCOUNT, id },
          audience: 'admin',
          data: { from: account.status, to },
          ...(reason === null ? {} : { personal: { reason } }),
        },
      ]);
      await this.bell.ring(tx, id);
    });
  }

  /** 404, 403 and 409 for a request that lacks its reason, or gives no good one. */
  async assertPossible(call: Call, id: string, decision: AccountDecision): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      await this.possible(tx, call, { id, decision, ifMatch: null });
    });
  }

  private async possible(
    tx: Transaction,
    call: Call,
    { id, decision, ifMatch }: Omit<DecideAccountCommand, 'reason'>,
  ): Promise<Account> {
    await this.accounts.lockAdmins(tx);
    const account = await this.accounts.lock(tx, id);
    if (account === null) {
      throw resourceNotFound();
    }
    // It may be the caller's own account, whose present standing this change ends.
    await tx.assertStanding();
    enforce(decideAccount(call.actor, decision, account));
    if (ifMatch !== null && ifMatch !== account.version) {
      throw versionStale(account.version);
    }
    if (!isPossible(decision, account.status)) {
      throw accountTransitionNotAllowed(
        account.status,
        ACCOUNT_TRANSITIONS[decision].to,
        reachableFrom(account.status),
      );
    }
    if (decision === 'suspend' && isLastAdmin(account, await this.accounts.activeAdmins(tx))) {
      throw lastAdmin();
    }
    return account;
  }
}
