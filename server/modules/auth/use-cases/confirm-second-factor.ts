import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { otpMismatch, secondFactorState } from '../auth.errors.js';
import { SecondFactorCodes } from '../credentials/second-factor-codes.js';
import { SecondFactorNews } from '../credentials/second-factor-news.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/** A right code turns two-factor sign-in on and yields the recovery codes, shown this once. */
@Injectable()
export class ConfirmSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: SecondFactorCodes,
    private readonly factors: SecondFactorsRepository,
    private readonly news: SecondFactorNews,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, code: string): Promise<string[]> {
    demandSession(call.actor);
    const { id } = call.actor;
    return this.unitOfWork.run(call, async (tx) => {
      const factor = await this.factors.lock(tx, id);
      if (factor === null || factor.confirmed_at !== null) {
        throw secondFactorState(factor === null ? 'Start the set-up first' : 'Two-factor sign-in is on already');
      }
      if (!(await this.codes.acceptCode(tx, factor, code))) {
        throw otpMismatch();
      }
      if (!(await this.factors.confirm(tx, id, this.clock.now()))) {
        throw secondFactorState('Two-factor sign-in is on already');
      }
      await this.news.tell(tx, call, 'account.second_factor_enabled', id);
      return this.codes.issueRecoveryCodes(tx, id);
    });
  }
}
