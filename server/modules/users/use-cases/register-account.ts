import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsRepository } from '../persistence/accounts.repository.js';
import { ACCOUNT } from '../users.events.js';

export interface RegisterAccountCommand {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string | null;
  readonly phone: string | null;
  readonly language: string | null;
}

/** What the registered person is told: made of what he sent, never of an account that was there before. */
export interface RegisteredAccount {
  readonly id: string;
  readonly companyId: string;
  readonly department: string | null;
  readonly createdAt: string;
}

/**
 * Makes a Pending account in the caller's transaction. An address that is known already changes nothing and gets the same
 * answer, with an id and a number that are not kept; its owner hears of it through the event.
 */
@Injectable()
export class RegisterAccount {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Transaction, call: Call, command: RegisterAccountCommand): Promise<RegisteredAccount> {
    const now = this.clock.now();
    const department = await this.accounts.chooseDepartment(tx, command.department);
    const id = newId();
    const companyId = await this.accounts.nextCompanyId(tx);
    const isNew = await this.accounts.insert(tx, {
      id,
      companyId,
      email: command.email,
      passwordHash: command.passwordHash,
      firstName: command.firstName,
      lastName: command.lastName,
      role: 'Employee',
      status: 'Pending',
      departmentId: department.id,
      departmentText: department.text,
      phone: command.phone,
      language: command.language,
      decidedById: null,
      decidedAt: null,
      createdAt: now,
      emailProvenAt: null,
    });
    // Looked up in both cases, so that both take the same time.
    const owner = (await this.accounts.idByEmail(tx, command.email)) ?? id;
    await this.events.append(tx, call, [
      isNew
        ? { name: 'account.registered', subject: { type: ACCOUNT, id }, audience: 'admin', data: { companyId } }
        : { name: 'account.registration_repeated', subject: { type: ACCOUNT, id: owner }, audience: 'admin', data: {} },
    ]);
    return { id, companyId, department: department.name, createdAt: now.toISOString() };
  }
}
