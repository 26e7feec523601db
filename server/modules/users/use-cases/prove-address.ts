import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { AccountBell } from '../account-bell.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';

/** Notes that mail to an account's address reaches its owner. */
@Injectable()
export class ProveAddress {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  /** By a link that was mailed there; nothing happens when the account has another address by now. */
  async byLink(tx: Transaction, id: string, email: string): Promise<void> {
    const account = await this.accounts.lock(tx, id);
    if (account?.email === email) {
      await this.accounts.saveProof(tx, id, this.clock.now());
    }
  }

  /**
   * By an identity provider. True when nobody had ever shown that the address is his: then whoever typed it chose the
   * password, and that password, the sessions and the API tokens are void (`docs/decisions/0009`).
   */
  async byProvider(tx: Transaction, id: string): Promise<boolean> {
    const account = await this.accounts.lock(tx, id);
    if (account === null || account.emailProvenAt !== null) {
      return false;
    }
    const now = this.clock.now();
    await this.accounts.saveProof(tx, id, now);
    await this.accounts.savePassword(tx, id, null, account.epoch + 1, now);
    await this.bell.ring(tx, id);
    return true;
  }
}
