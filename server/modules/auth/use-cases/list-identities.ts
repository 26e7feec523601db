import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { IdentitiesRepository } from '../persistence/identities.repository.js';
import { IdentityProviders } from '../providers/identity-providers.js';
import { demandSession } from '../tokens/own-session.js';
import type { NamedIdentity } from '../tokens/ways-in.js';

export type { NamedIdentity } from '../tokens/ways-in.js';

/** The caller's identities at providers, first linked first, and whether a password opens the account as well. */
@Injectable()
export class ListIdentities {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly providers: IdentityProviders,
    private readonly accounts: AccountsFacade,
  ) {}

  async execute({ actor }: PersonCall): Promise<{ items: NamedIdentity[]; hasPassword: boolean }> {
    demandSession(actor);
    const account = await this.accounts.credentials(actor.id);
    if (account === null) {
      throw authenticationRequired();
    }
    const rows = await this.identities.list(actor.id);
    return {
      items: rows.map((row) => ({ ...row, providerName: this.providers.nameOf(row.provider) })),
      hasPassword: account.passwordHash !== null,
    };
  }
}
