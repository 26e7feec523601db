import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { domainOfAddress } from '../../../kernel/mail-domain.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { ProviderAccountsFacade } from '../../users/provider-accounts.facade.js';
import { REGISTRATION } from '../../users/users.settings.js';
import { emailNotVerified, registrationClosed } from '../auth.errors.js';
import type { VouchedPerson } from '../domain/provider-claims.js';
import { IdentitiesRepository } from '../persistence/identities.repository.js';
import { IdentityLinks, type VerifiedPerson } from './identity-links.js';

/** Whose account a vouched person opens. */
export interface Match {
  readonly account: Credentials;
  readonly identityId: string;
  /** The account was made just now. */
  readonly isNew: boolean;
}

/** Who comes, and what holds for strangers. */
export interface Claim {
  readonly provider: string;
  readonly person: VouchedPerson;
  readonly rules: RegistrationRules;
}

export interface RegistrationRules {
  readonly isOpen: boolean;
  readonly trustedDomains: readonly string[];
}

/**
 * Finds the account of somebody whom a provider vouches for. A known identity opens its account, whatever its address is
 * by now; an unknown one is tied to the account with its verified address, or gets a new one.
 */
@Injectable()
export class IdentityMatcher {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly links: IdentityLinks,
    private readonly accounts: AccountsFacade,
    private readonly people: ProviderAccountsFacade,
    private readonly settings: SettingsFacade,
  ) {}

  /** Before the transaction: in there, others wait for this one's locks with the connections that reading would need. */
  async rules(): Promise<RegistrationRules> {
    return this.settings.read(REGISTRATION);
  }

  /** Null: somebody registered the address in the same moment; look again in a new transaction. */
  async match(tx: Transaction, call: Call, claim: Claim): Promise<Match | null> {
    const { provider, person } = claim;
    const { issuer, subject, email, isEmailVerified } = person;
    // First visits of one person, in two tabs, happen one after the other.
    await this.identities.lock(tx, 'subject', JSON.stringify([issuer, subject]));
    const known = await this.identities.owner(tx, issuer, subject);
    if (known !== null) {
      return this.admit(tx, call, claim, { userId: known.user_id, identityId: known.id, isNew: false });
    }
    if (email === null || !isEmailVerified) {
      throw emailNotVerified();
    }
    await this.identities.lock(tx, 'email', email);
    const verified: VerifiedPerson = { ...person, email };
    const account = await this.accounts.credentialsOf(email, tx);
    if (account === null) {
      return this.register(tx, call, claim, verified);
    }
    const identityId = await this.links.toExisting(tx, call, account, { provider, person: verified });
    return this.admit(tx, call, claim, { userId: account.id, identityId, isNew: false });
  }

  private async register(tx: Transaction, call: Call, claim: Claim, person: VerifiedPerson): Promise<Match | null> {
    const { provider, rules } = claim;
    const { email, firstName, lastName } = person;
    const trustedDomain = trustedDomainOf(email, rules);
    if (!rules.isOpen && trustedDomain === null) {
      throw registrationClosed();
    }
    const userId = await this.people.register(tx, call, { email, firstName, lastName, provider, trustedDomain });
    if (userId === null) {
      return null;
    }
    const identityId = await this.links.toNew(tx, userId, provider, person);
    return this.admit(tx, call, claim, { userId, identityId, isNew: true });
  }

  /** The account as it is now; one that waits is approved when a proven address of it belongs to a trusted domain. */
  private async admit(
    tx: Transaction,
    call: Call,
    { person, rules }: Claim,
    { userId, ...match }: { userId: string; identityId: string; isNew: boolean },
  ): Promise<Match | null> {
    const account = await this.accounts.credentials(userId, tx);
    if (account?.status === 'Pending' && person.isEmailVerified && person.email === account.email.toLowerCase()) {
      const domain = trustedDomainOf(person.email, rules);
      if (domain !== null) {
        await this.people.approve(tx, call, userId, domain);
        const approved = await this.accounts.credentials(userId, tx);
        return approved === null ? null : { ...match, account: approved };
      }
    }
    return account === null ? null : { ...match, account };
  }
}

function trustedDomainOf(email: string, { trustedDomains }: RegistrationRules): string | null {
  const domain = domainOfAddress(email);
  return domain !== null && trustedDomains.includes(domain) ? domain : null;
}
