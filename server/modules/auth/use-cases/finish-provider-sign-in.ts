import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { accountClosed, signInExpired } from '../auth.errors.js';
import type { VouchedPerson } from '../domain/provider-claims.js';
import { IdentityMatcher, type Match } from '../providers/identity-matcher.js';
import { ProviderSecondFactor } from '../providers/provider-second-factor.js';
import { ProviderVisits, type Returned } from '../providers/provider-visits.js';
import { VouchedEntry } from '../providers/vouched-entry.js';
import type { OpenedSession } from '../tokens/session-opener.js';

export type ProviderArrival =
  | { readonly kind: 'signed-in'; readonly session: OpenedSession; readonly returnTo: string }
  /** The account asks for a code of its authenticator; `ticket` is for the browser's cookie. */
  | { readonly kind: 'code-wanted'; readonly ticket: string; readonly returnTo: string }
  /** A new account, which waits for approval. */
  | { readonly kind: 'registered' };

/** Two first visits with one address can meet once; whoever looks again finds what the other has made. */
const LOOKS = 3;

/** Somebody comes back from a provider. Throws the reason why he does not get in. */
@Injectable()
export class FinishProviderSignIn {
  constructor(
    private readonly visits: ProviderVisits,
    private readonly unitOfWork: UnitOfWork,
    private readonly matcher: IdentityMatcher,
    private readonly secondFactor: ProviderSecondFactor,
    private readonly entry: VouchedEntry,
  ) {}

  async execute(call: Call, returned: Returned & { readonly userAgent: string | null }): Promise<ProviderArrival> {
    const { key, userAgent } = returned;
    const { person, returnTo } = await this.visits.end(call, returned);
    const { account, identityId, isNew } = await this.match(call, key, person);
    if (account.status !== 'Approved') {
      if (isNew) {
        return { kind: 'registered' };
      }
      throw accountClosed(account.status);
    }
    const ticket = await this.secondFactor.ticketFor(account, identityId, person);
    if (ticket !== null) {
      return { kind: 'code-wanted', ticket, returnTo };
    }
    const session = await this.entry.open(call, account, { provider: key, identityId, userAgent });
    return { kind: 'signed-in', session, returnTo };
  }

  private async match(call: Call, provider: string, person: VouchedPerson): Promise<Match> {
    const rules = await this.matcher.rules();
    for (let look = 0; look < LOOKS; look += 1) {
      const found = await this.unitOfWork.run(call, (tx) => this.matcher.match(tx, call, { provider, person, rules }));
      if (found !== null) {
        return found;
      }
    }
    throw signInExpired();
  }
}
