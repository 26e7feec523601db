import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { demandSession } from '../tokens/own-session.js';
import { WaysInReader, type WaysIn } from '../tokens/ways-in.js';
import { GetSecondFactor, type SecondFactorState } from './get-second-factor.js';

export interface AccountAccess extends WaysIn {
  readonly hasPassword: boolean;
  readonly secondFactor: SecondFactorState;
}

/** By which doors a person comes in, for an administrator at a session. */
@Injectable()
export class GetAccountAccess {
  constructor(
    private readonly accounts: AccountsFacade,
    private readonly secondFactor: GetSecondFactor,
    private readonly waysIn: WaysInReader,
  ) {}

  async execute(call: PersonCall, userId: string): Promise<AccountAccess> {
    demandSession(call.actor);
    const account = await this.accounts.credentials(userId);
    if (account === null) {
      throw resourceNotFound();
    }
    const [secondFactor, waysIn] = await Promise.all([this.secondFactor.of(account), this.waysIn.of(userId)]);
    return { ...waysIn, hasPassword: account.passwordHash !== null, secondFactor };
  }
}
