import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { secondFactorDemanded, secondFactorState } from '../auth.errors.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { SecondFactorDuty } from '../credentials/second-factor-duty.js';
import { SecondFactorNews } from '../credentials/second-factor-news.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
import { demandSession } from '../tokens/own-session.js';

/** Turns two-factor sign-in off, with the password; not while the role needs it. */
@Injectable()
export class RemoveSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proof: PasswordProof,
    private readonly factors: SecondFactorsRepository,
    private readonly duty: SecondFactorDuty,
    private readonly news: SecondFactorNews,
  ) {}

  async execute(call: PersonCall, password: string): Promise<void> {
    await this.assertPossible(call);
    const { id } = await this.proof.demand(call, password, 'password');
    await this.unitOfWork.run(call, async (tx) => {
      if (!(await this.factors.remove(tx, id))) {
        throw secondFactorState('Two-factor sign-in is off');
      }
      await this.news.tell(tx, call, 'account.second_factor_disabled', id);
    });
  }

  /** Whatever the password: told before it. */
  async assertPossible({ actor }: PersonCall): Promise<void> {
    demandSession(actor);
    if (await this.duty.isRequiredOf(actor.role)) {
      throw secondFactorDemanded();
    }
  }
}
