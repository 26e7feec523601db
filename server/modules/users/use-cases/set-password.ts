import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { AccountBell } from '../account-bell.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';

export interface SetPasswordCommand {
  readonly id: string;
  readonly passwordHash: string;
  /** The epoch in which the right to do this was proven; after another change it is gone. */
  readonly epoch: number;
}

/** Gives an account a new password in the caller's transaction, which ends its sessions and API tokens. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  /** The new epoch, or null when the account is gone or has changed in the meantime: exactly one of two wins. */
  async execute(tx: Transaction, { id, passwordHash, epoch }: SetPasswordCommand): Promise<number | null> {
    const account = await this.accounts.lock(tx, id);
    if (account?.epoch !== epoch) {
      return null;
    }
    await this.accounts.savePassword(tx, id, passwordHash, epoch + 1, this.clock.now());
    await this.bell.ring(tx, id);
    return epoch + 1;
  }
}
