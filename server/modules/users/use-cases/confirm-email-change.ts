import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { stampFields } from '../../../kernel/field-merge.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { EmailChangesRepository } from '../persistence/email-changes.repository.js';
import { emailTaken } from '../users.errors.js';
import { ACCOUNT } from '../users.events.js';

export interface ConfirmEmailChangeCommand {
  readonly id: string;
  readonly userId: string;
}

/**
 * The owner of the new address has come by its link: it is the account's from now on. Sessions stay; links for passwords
 * that went to the old address are void, because they are signed for it.
 */
@Injectable()
export class ConfirmEmailChange {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly changes: EmailChangesRepository,
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  /** False for all but one of many at once, and when the wish is void. 409 when somebody else has got the address meanwhile. */
  async execute(tx: Transaction, call: Call, { id, userId }: ConfirmEmailChangeCommand): Promise<boolean> {
    const account = await this.accounts.lock(tx, userId);
    const now = this.clock.now();
    const email = account === null ? null : await this.changes.use(tx, id, now);
    if (account === null || email === null) {
      return false;
    }
    const owner = await this.accounts.idByEmail(tx, email);
    if (owner !== null && owner !== userId) {
      throw emailTaken();
    }
    const version = account.version + 1;
    const fieldVersions = stampFields(account.fieldVersions, ['email'], version);
    await this.accounts.save(tx, { ...account, email, emailProvenAt: now, version, fieldVersions }, now);
    await this.events.append(tx, call, [
      {
        name: 'account.email_changed',
        subject: { type: ACCOUNT, id: userId },
        audience: 'admin',
        data: { version },
        personal: { before: { email: account.email }, after: { email } },
      },
    ]);
    await this.bell.ring(tx, userId);
    return true;
  }
}
