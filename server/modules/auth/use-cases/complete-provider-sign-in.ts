import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { accountClosed, otpRefused, signInExpired } from '../auth.errors.js';
import { SecondFactorGate } from '../credentials/second-factor-gate.js';
import { SignInThrottle } from '../credentials/sign-in-throttle.js';
import { SignInTickets } from '../providers/sign-in-tickets.js';
import { VouchedEntry } from '../providers/vouched-entry.js';
import type { OpenedSession } from '../tokens/session-opener.js';

export interface CompleteProviderSignInCommand {
  /** Of the browser's cookie. */
  readonly ticket: string | null;
  /** A code of the authenticator or a recovery code. */
  readonly otp: string;
  readonly userAgent: string | null;
}

/** The code after the provider: a ticket lets in once, after five wrong codes not at all. */
@Injectable()
export class CompleteProviderSignIn {
  constructor(
    private readonly tickets: SignInTickets,
    private readonly accounts: AccountsFacade,
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactorGate,
    private readonly entry: VouchedEntry,
  ) {}

  async execute(call: Call, { ticket, otp, userAgent }: CompleteProviderSignInCommand): Promise<OpenedSession> {
    const half = ticket === null ? null : await this.tickets.try(ticket);
    const account = half === null ? null : await this.accounts.credentials(half.user_id);
    if (ticket === null || half === null || account?.epoch !== half.epoch) {
      throw signInExpired();
    }
    if (account.status !== 'Approved') {
      throw accountClosed(account.status);
    }
    const keys = await this.throttle.begin({ email: account.email, userId: account.id, ip: call.ip });
    if ((await this.secondFactor.judge(account.id, otp)) === 'refused') {
      await this.throttle.failed(call, keys);
      throw otpRefused();
    }
    const way = { provider: half.provider, identityId: half.identity_id, userAgent };
    return this.entry.open(call, account, way, async (tx) => {
      if (!(await this.tickets.use(tx, ticket))) {
        throw signInExpired();
      }
    });
  }
}
