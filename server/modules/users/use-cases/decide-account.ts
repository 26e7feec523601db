import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
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

  async execute(call: Call, { id, decision, reason, ifMatch }: DecideAccountCommand): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
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
      const { to, event } = ACCOUNT_TRANSITIONS[decision];
      if (!isPossible(decision, account.status)) {
        throw accountTransitionNotAllowed(account.status, to, reachableFrom(account.status));
      }
      if (decision === 'suspend' && isLastAdmin(account, await this.accounts.activeAdmins(tx))) {
        throw lastAdmin();
      }
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
}
