import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountBell } from '../account-bell.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { ACCOUNT } from '../users.events.js';

export interface MakeFirstAdminCommand {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The one way to become administrator without another one; open only while there is none. */
@Injectable()
export class MakeFirstAdmin {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly bell: AccountBell,
    private readonly clock: Clock,
  ) {}

  /** The id of the new administrator, or null when there is one already: exactly one of many wins. */
  async execute(tx: Transaction, call: Call, command: MakeFirstAdminCommand): Promise<string | null> {
    await this.accounts.lockAdmins(tx);
    if ((await this.accounts.otherAdmins(tx, null)) > 0) {
      return null;
    }
    const now = this.clock.now();
    const id = newId();
    const companyId = await this.accounts.nextCompanyId(tx);
    const isNew = await this.accounts.insert(tx, {
      id,
      companyId,
      email: command.email,
      passwordHash: command.passwordHash,
      firstName: command.firstName,
      lastName: command.lastName,
      role: 'System Admin',
      status: 'Approved',
      departmentId: null,
      departmentText: null,
      phone: null,
      decidedById: null,
      decidedAt: now,
      createdAt: now,
      // Whoever runs the desk typed it.
      emailProvenAt: now,
    });
    if (!isNew) {
      return this.promote(tx, call, command, now);
    }
    await this.events.append(tx, call, [
      {
        name: 'account.created',
        subject: { type: ACCOUNT, id },
        audience: 'admin',
        data: { companyId, role: 'System Admin' },
      },
    ]);
    return id;
  }

  /**
   * Somebody registered with this address before. The account is taken over with the new password, so that whoever
   * registered does not become administrator with his own.
   */
  private async promote(
    tx: Transaction,
    call: Call,
    command: MakeFirstAdminCommand,
    now: Date,
  ): Promise<string | null> {
    const id = await this.accounts.idByEmail(tx, command.email);
    const account = id === null ? null : await this.accounts.lock(tx, id);
    if (account === null) {
      return null;
    }
    const epoch = account.epoch + 1;
    await this.accounts.save(
      tx,
      {
        ...account,
        emailProvenAt: now,
        role: 'System Admin',
        status: 'Approved',
        version: account.version + 1,
        epoch,
        decidedAt: now,
        decidedById: null,
      },
      now,
    );
    await this.accounts.savePassword(tx, account.id, command.passwordHash, epoch, now);
    await this.events.append(tx, call, [
      {
        name: 'account.role_changed',
        subject: { type: ACCOUNT, id: account.id },
        audience: 'admin',
        data: { from: account.role, to: 'System Admin' },
      },
    ]);
    await this.bell.ring(tx, account.id);
    return account.id;
  }
}
