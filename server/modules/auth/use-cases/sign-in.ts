import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { accountClosed, invalidCredentials, otpRefused, otpRequired } from '../auth.errors.js';
import { PasswordHasher, type VerifyNow } from '../credentials/password-hasher.js';
import { SecondFactorGate } from '../credentials/second-factor-gate.js';
import { SignInThrottle, type SignInKeys } from '../credentials/sign-in-throttle.js';
import { SessionOpener, type OpenedSession } from '../tokens/session-opener.js';

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  /** A code of the authenticator or a recovery code. */
  readonly otp: string | null;
  readonly userAgent: string | null;
}

interface Proof {
  readonly account: Credentials;
  readonly keys: SignInKeys;
}

/**
 * Email and password. Unknown, pending, suspended and wrong answer alike and take the same time; only who proves the right
 * password is told the state of the account.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountsFacade,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactorGate,
    private readonly opener: SessionOpener,
  ) {}

  async execute(call: Call, command: SignInCommand): Promise<OpenedSession> {
    // All is judged when it is this one's turn: guesses that queue up see the failures of those before them.
    const { account, keys } = await this.hasher.inTurnToVerify((verifyNow) => this.prove(call, command, verifyNow));
    return this.opener.open(call, account, {
      userAgent: command.userAgent,
      also: async (tx) => this.throttle.succeeded(tx, call, keys, command.userAgent),
    });
  }

  private async prove(call: Call, { email, password, otp }: SignInCommand, verifyNow: VerifyNow): Promise<Proof> {
    const account = await this.accounts.credentialsOf(email);
    const keys = await this.throttle.begin({ email, userId: account?.id ?? null, ip: call.ip });
    const isRight = await verifyNow(account?.passwordHash ?? null, password);
    if (!isRight || account === null) {
      await this.throttle.failed(call, keys);
      throw invalidCredentials();
    }
    if (account.status !== 'Approved') {
      throw accountClosed(account.status);
    }
    await this.demandSecondFactor(call, { account, keys }, otp);
    return { account, keys };
  }

  private async demandSecondFactor(call: Call, { account, keys }: Proof, otp: string | null): Promise<void> {
    switch (await this.secondFactor.judge(account.id, otp)) {
      case 'open':
        return;
      case 'code-wanted':
        throw otpRequired();
      case 'refused':
        await this.throttle.failed(call, keys);
        throw otpRefused();
    }
  }
}
