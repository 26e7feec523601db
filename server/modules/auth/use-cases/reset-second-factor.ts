import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { ownSecondFactor, secondFactorState } from '../auth.errors.js';
import { SecondFactorNews } from '../credentials/second-factor-news.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/**
 * An administrator takes the second factor of somebody away who has lost it; the owner is mailed. Where the role needs one,
 * he sets up a new one with his next sign-in. Never one's own: that takes the password.
 */
@Injectable()
export class ResetSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly factors: SecondFactorsRepository,
    private readonly news: SecondFactorNews,
  ) {}

  async execute(call: PersonCall, userId: string): Promise<void> {
    demandSession(call.actor);
    await this.unitOfWork.run(call, async (tx) => {
      if ((await this.accounts.credentials(userId, tx)) === null) {
        throw resourceNotFound();
      }
      if (userId === call.actor.id) {
        throw ownSecondFactor();
      }
      if (!(await this.factors.remove(tx, userId))) {
        throw secondFactorState('Two-factor sign-in is off');
      }
      await this.news.tell(tx, call, 'account.second_factor_reset', userId);
    });
  }
}
