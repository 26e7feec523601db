import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { ResetRequests } from '../credentials/reset-requests.js';
import { StrangerLimits } from '../credentials/stranger-limits.js';

/**
 * Somebody has forgotten the password. Known and unknown addresses do the same work and get the same answer: for an unknown
 * one, row and event name an account that does not exist, and nobody is mailed.
 */
@Injectable()
export class ForgotPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly requests: ResetRequests,
    private readonly limits: StrangerLimits,
  ) {}

  async execute(call: Call, email: string): Promise<void> {
    await this.limits.countFrom('forgotten', call.ip);
    const mayMail = await this.limits.mayMail(email);
    const found = await this.accounts.credentialsOf(email);
    const account = mayMail ? found : null;
    await this.unitOfWork.run(call, async (tx) => this.requests.record(tx, call, account));
  }
}
