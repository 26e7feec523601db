import { Injectable } from '@nestjs/common';
import type { Credentials } from '../../users/accounts.facade.js';
import { SecondFactorGate } from '../credentials/second-factor-gate.js';
import type { VouchedPerson } from '../domain/provider-claims.js';
import { SignInTickets } from './sign-in-tickets.js';

/** Whether a person whom a provider vouches for still has to show the code of his authenticator. */
@Injectable()
export class ProviderSecondFactor {
  constructor(
    private readonly gate: SecondFactorGate,
    private readonly tickets: SignInTickets,
  ) {}

  /** A ticket for the code, or null when none is asked for. A second factor at the provider counts like our own. */
  async ticketFor(account: Credentials, identityId: string, person: VouchedPerson): Promise<string | null> {
    if (person.hasSecondFactor || (await this.gate.judge(account.id, null)) === 'open') {
      return null;
    }
    return this.tickets.make(account.id, account.epoch, identityId);
  }
}
