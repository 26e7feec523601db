import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { secondFactorState } from '../auth.errors.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { SecondFactorCodes } from '../credentials/second-factor-codes.js';
import { SecondFactorNews } from '../credentials/second-factor-news.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/** A new set of recovery codes, shown this once; the old ones stop working. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proof: PasswordProof,
    private readonly codes: SecondFactorCodes,
    private readonly factors: SecondFactorsRepository,
    private readonly news: SecondFactorNews,
  ) {}

  async execute(call: PersonCall, password: string): Promise<string[]> {
    demandSession(call.actor);
    const { id } = await this.proof.demand(call, password, 'password');
    return this.unitOfWork.run(call, async (tx) => {
      // Locked, so that two renewals at once leave one whole set.
      const factor = await this.factors.lock(tx, id);
      if (factor === null || factor.confirmed_at === null) {
        throw secondFactorState('Two-factor sign-in is off');
      }
      await this.news.tell(tx, call, 'account.recovery_codes_renewed', id);
      return this.codes.issueRecoveryCodes(tx, id);
    });
  }
}
