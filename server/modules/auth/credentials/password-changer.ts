import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { ProviderAccountsFacade } from '../../users/provider-accounts.facade.js';
import { SignInThrottlesRepository } from '../persistence/sign-in-throttles.repository.js';

export interface PasswordChange {
  readonly by: 'owner' | 'link';
  /** What belongs to the same transaction, told the new epoch; false undoes all. */
  readonly also: (tx: Transaction, epoch: number) => Promise<boolean>;
}

/** Thrown to roll back; never leaves this file. */
class Lost extends Error {}

/** The change itself: exactly one of several at once wins, and everything that was let in before is out. */
@Injectable()
export class PasswordChanger {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly proofs: ProviderAccountsFacade,
    private readonly events: EventLog,
    private readonly throttles: SignInThrottlesRepository,
  ) {}

  /** False when the account has changed since `account` was read, or when `also` refused. */
  async change(call: Call, account: Credentials, passwordHash: string, { by, also }: PasswordChange): Promise<boolean> {
    try {
      await this.unitOfWork.run(call, async (tx) => {
        const epoch = await this.accounts.setPassword(tx, { id: account.id, passwordHash, epoch: account.epoch });
        if (epoch === null || !(await also(tx, epoch))) {
          throw new Lost();
        }
        if (by === 'link') {
          // The link was mailed, and signed for the address it went to.
          await this.proofs.proveByLink(tx, account.id, account.email);
        }
        if (by === 'link') {
          // Whoever reads the mailbox is the owner: whatever strangers guessed before, he may come in now.
          await this.throttles.forgetAccount(tx, account.id);
        }
        await this.events.append(tx, call, [
          {
            name: 'account.password_changed',
            subject: { type: 'account', id: account.id },
            audience: 'admin',
            data: { by },
          },
        ]);
      });
      return true;
    } catch (error) {
      if (error instanceof Lost) {
        return false;
      }
      throw error;
    }
  }
}
