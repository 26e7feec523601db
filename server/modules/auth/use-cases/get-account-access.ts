import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { ApiTokensRepository, type ApiTokenRow } from '../persistence/api-tokens.repository.js';
import { SessionsRepository, type SessionRow } from '../persistence/sessions.repository.js';
import { demandSession } from '../tokens/own-session.js';
import { GetSecondFactor, type SecondFactorState } from './get-second-factor.js';

export interface AccountAccess {
  readonly hasPassword: boolean;
  readonly lastSignedInAt: Date | null;
  readonly secondFactor: SecondFactorState;
  /** Open ones, last used first. */
  readonly sessions: readonly SessionRow[];
  readonly apiTokens: readonly ApiTokenRow[];
}

/** By which doors a person comes in, for an administrator. */
@Injectable()
export class GetAccountAccess {
  constructor(
    private readonly accounts: AccountsFacade,
    private readonly sessions: SessionsRepository,
    private readonly apiTokens: ApiTokensRepository,
    private readonly secondFactor: GetSecondFactor,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, userId: string): Promise<AccountAccess> {
    demandSession(call.actor);
    const account = await this.accounts.credentials(userId);
    if (account === null) {
      throw resourceNotFound();
    }
    const [secondFactor, lastSignedInAt, sessions, apiTokens] = await Promise.all([
      this.secondFactor.of(account),
      this.sessions.lastOpenedAt(userId),
      this.sessions.list(userId, this.clock.now()),
      this.apiTokens.list(userId),
    ]);
    return { hasPassword: account.passwordHash !== null, lastSignedInAt, secondFactor, sessions, apiTokens };
  }
}
