import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../../kernel/actor.js';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { ACCOUNT } from '../users.events.js';

export interface RegisterByProviderCommand {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Key of the identity provider. */
  readonly provider: string;
  /** The domain for which nobody needs to be asked; null: an administrator decides. */
  readonly trustedDomain: string | null;
}

/** Makes an account for somebody whose address a provider has proven: Pending, or Approved by the rule of trusted domains. */
@Injectable()
export class RegisterByProvider {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** The id, or null when the address has an account by now: whoever was first wins. */
  async execute(tx: Transaction, call: Call, command: RegisterByProviderCommand): Promise<string | null> {
    const { email, firstName, lastName, provider, trustedDomain } = command;
    const now = this.clock.now();
    const id = newId();
    const companyId = await this.accounts.nextCompanyId(tx);
    const isApproved = trustedDomain !== null;
    const isNew = await this.accounts.insert(tx, {
      id,
      companyId,
      email,
      passwordHash: null,
      firstName,
      lastName,
      role: 'Employee',
      status: isApproved ? 'Approved' : 'Pending',
      departmentId: null,
      departmentText: null,
      phone: null,
      decidedById: null,
      decidedAt: isApproved ? now : null,
      createdAt: now,
      emailProvenAt: now,
    });
    if (!isNew) {
      return null;
    }
    const subject = { type: ACCOUNT, id };
    await this.events.append(tx, call, [
      { name: 'account.registered', subject, audience: 'admin', data: { companyId, provider, isApproved } },
    ]);
    if (isApproved) {
      await this.events.append(tx, { ...call, actor: SYSTEM }, [
        {
          name: 'account.approved',
          subject,
          audience: 'admin',
          data: { from: 'Pending', to: 'Approved', rule: 'trusted-domain', domain: trustedDomain },
        },
      ]);
    }
    return id;
  }
}
