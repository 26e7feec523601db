import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { ProviderAccountsFacade } from '../../users/provider-accounts.facade.js';
import { identityTaken } from '../auth.errors.js';
import type { VouchedPerson } from '../domain/provider-claims.js';
import { IdentitiesRepository } from '../persistence/identities.repository.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';

/** Somebody with an address that can be relied on. */
export interface VerifiedPerson extends VouchedPerson {
  readonly email: string;
}

/** Ties an identity at a provider to an account. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly accounts: ProviderAccountsFacade,
    private readonly factors: SecondFactorsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** To an account that was just made for it: there is nobody yet to be told. */
  async toNew(tx: Transaction, userId: string, provider: string, person: VerifiedPerson): Promise<string> {
    return this.insert(tx, userId, provider, person);
  }

  /**
   * To the account that has the address. When nobody had ever proven that address, whoever made the account may have
   * been somebody else: all that lets him in ends (`docs/decisions/0009`).
   */
  async toExisting(
    tx: Transaction,
    call: Call,
    account: Credentials,
    { provider, person }: { provider: string; person: VerifiedPerson },
  ): Promise<string> {
    const isTakenOver = await this.accounts.proveByProvider(tx, account.id);
    if (isTakenOver) {
      await this.factors.remove(tx, account.id);
      await this.identities.removeAll(tx, account.id);
    } else if (await this.identities.hasIssuer(tx, account.id, person.issuer)) {
      // The provider gave the address to somebody else, or knows the person anew: people must sort that out.
      throw identityTaken();
    }
    const identityId = await this.insert(tx, account.id, provider, person);
    await this.events.append(tx, { ...call, actor: ownerOf(account, identityId) }, [
      {
        name: 'account.identity_linked',
        subject: { type: 'account', id: account.id },
        audience: 'admin',
        data: { identityId, provider, isTakenOver },
        personal: { email: person.email },
      },
    ]);
    return identityId;
  }

  private async insert(
    tx: Transaction,
    userId: string,
    provider: string,
    { issuer, subject, email }: VerifiedPerson,
  ): Promise<string> {
    const id = newId();
    await this.identities.insert(tx, { id, userId, provider, issuer, subject, email, now: this.clock.now() });
    return id;
  }
}

/** The person has shown who he is, though he has no session yet. */
function ownerOf(account: Credentials, identityId: string): Extract<Call['actor'], { kind: 'person' }> {
  return {
    kind: 'person',
    id: account.id,
    name: `${account.firstName} ${account.lastName}`,
    role: account.role,
    teamIds: [],
    sessionId: identityId,
    mustSetUpSecondFactor: false,
    scopes: null,
  };
}
