import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { ApproveByDomain } from './use-cases/approve-by-domain.js';
import { ProveAddress } from './use-cases/prove-address.js';
import { RegisterByProvider, type RegisterByProviderCommand } from './use-cases/register-by-provider.js';

/** Accounts of people whose address somebody else vouches for; for the module that lets people in, and for it alone. */
@Injectable()
export class ProviderAccountsFacade {
  constructor(
    private readonly registering: RegisterByProvider,
    private readonly approving: ApproveByDomain,
    private readonly proving: ProveAddress,
  ) {}

  /** The id, or null when the address has an account by now. */
  async register(tx: Transaction, call: Call, command: RegisterByProviderCommand): Promise<string | null> {
    return this.registering.execute(tx, call, command);
  }

  /** Approves an account that waits, by the rule of trusted domains. */
  async approve(tx: Transaction, call: Call, id: string, domain: string): Promise<void> {
    await this.approving.execute(tx, call, id, domain);
  }

  /** A link that was mailed to the address was used. */
  async proveByLink(tx: Transaction, id: string, email: string): Promise<void> {
    await this.proving.byLink(tx, id, email);
  }

  /** True when the address was never proven before: then password, sessions and API tokens are void. */
  async proveByProvider(tx: Transaction, id: string): Promise<boolean> {
    return this.proving.byProvider(tx, id);
  }
}
