import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import type { Role } from '../../../kernel/role.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import type { Account } from '../domain/account.js';
import { ACCOUNT_TRANSITIONS, type AccountDecision } from '../domain/account-lifecycle.js';
import { decideAccount, obstacleTo } from '../domain/account-policy.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { accountTransitionNotAllowed, obstacleError } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';
import { AccountEditing } from './account-editing.js';
import { AccountWriter } from './account-writer.js';

/** Where somebody is put when he is let in. */
export interface Placement {
  readonly role?: Role;
  readonly department?: string | null;
  readonly teamIds?: readonly string[];
}

export interface DecideAccountCommand {
  readonly id: string;
  readonly decision: AccountDecision;
  /** What the person is told; null where none is asked for. */
  readonly reason: string | null;
  /** Of an approval, in the same transaction. */
  readonly placement?: Placement;
  /** Strict: the version the caller saw (If-Match). */
  readonly ifMatch: number | null;
}

/** Approve, reject, suspend, reinstate. Every one of them ends the sessions and API tokens of the account. */
@Injectable()
export class DecideAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly editing: AccountEditing,
    private readonly writer: AccountWriter,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, command: DecideAccountCommand): Promise<{ id: string }> {
    const { id, decision, reason, placement } = command;
    return this.unitOfWork.run(call, async (tx) => {
      const account = await this.possible(tx, call, command);
      const { to, event } = ACCOUNT_TRANSITIONS[decision];
      const edited =
        placement === undefined
          ? null
          : await this.editing.edit(tx, call.actor, account, { patch: placement, base: null });
      await this.writer.write(
        tx,
        call,
        {
          ...(edited?.account ?? account),
          status: to,
          version: account.version + 1,
          epoch: account.epoch + 1,
          decidedById: actorId(call.actor),
          decidedAt: this.clock.now(),
          decidedReason: reason,
        },
        [
          ...(edited?.events ?? []),
          {
            name: event,
            subject: { type: ACCOUNT, id },
            audience: 'admin',
            data: { from: account.status, to },
            ...(reason === null ? {} : { personal: { reason } }),
          },
        ],
      );
      return { id };
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
    { id, decision, ifMatch }: Pick<DecideAccountCommand, 'id' | 'decision' | 'ifMatch'>,
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
    const state = { ...account, otherAdmins: await this.accounts.otherAdmins(tx, account.id) };
    const obstacle = obstacleTo(call.actor, decision, state);
    if (obstacle === 'status') {
      throw accountTransitionNotAllowed(account.status, ACCOUNT_TRANSITIONS[decision].to);
    }
    if (obstacle !== null) {
      throw obstacleError(obstacle);
    }
    return account;
  }
}
