import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { enforce } from '../../../kernel/decision.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { decideAccount, obstacleTo } from '../domain/account-policy.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { accountTransitionNotAllowed, obstacleError } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

/** Another mail with a fresh link to somebody who has not chosen a password yet. */
@Injectable()
export class InviteAgain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, id: string): Promise<{ id: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const account = await this.accounts.lock(tx, id);
      if (account === null) {
        throw resourceNotFound();
      }
      enforce(decideAccount(call.actor, 'invite', account));
      const state = { ...account, otherAdmins: await this.accounts.otherAdmins(tx, account.id) };
      const obstacle = obstacleTo(call.actor, 'invite', state);
      if (obstacle === 'status') {
        throw accountTransitionNotAllowed(account.status, 'Approved');
      }
      if (obstacle !== null) {
        throw obstacleError(obstacle);
      }
      await this.accounts.saveInvitation(tx, id, this.clock.now());
      await this.events.append(tx, call, [
        { name: 'account.invited', subject: { type: ACCOUNT, id }, audience: 'admin', data: {} },
      ]);
      return { id };
    });
  }
}
