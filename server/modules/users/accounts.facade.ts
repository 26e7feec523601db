import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import type { AccountStatus, Role } from '../../kernel/role.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { AccountBell } from './account-bell.js';
import { CredentialsQueries, type CredentialsRow } from './persistence/credentials.queries.js';
import { MakeFirstAdmin, type MakeFirstAdminCommand } from './use-cases/make-first-admin.js';
import { RegisterAccount, type RegisterAccountCommand, type RegisteredAccount } from './use-cases/register-account.js';
import { SetPassword, type SetPasswordCommand } from './use-cases/set-password.js';

/** What lets a person in. */
export interface Credentials {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly status: AccountStatus;
  readonly language: string;
  /** Grows when role, status or password change; what was let in before is out. */
  readonly epoch: number;
  /** Null until its owner has chosen a password. */
  readonly passwordHash: string | null;
}

/** Accounts for the module that lets people in, and for it alone; everybody else asks `UsersFacade`. */
@Injectable()
export class AccountsFacade {
  constructor(
    private readonly queries: CredentialsQueries,
    private readonly registering: RegisterAccount,
    private readonly settingPassword: SetPassword,
    private readonly makingFirstAdmin: MakeFirstAdmin,
    private readonly bell: AccountBell,
  ) {}

  /** Whether changes made by other processes are heard of right now; if not, remember nothing. */
  get hearsOthers(): boolean {
    return this.bell.hearsOthers;
  }

  async credentialsOf(email: string, from?: Queryable): Promise<Credentials | null> {
    return toCredentials(await this.queries.byEmail(email, from));
  }

  async credentials(id: string, from?: Queryable): Promise<Credentials | null> {
    return toCredentials(await this.queries.byId(id, from));
  }

  async register(tx: Transaction, call: Call, command: RegisterAccountCommand): Promise<RegisteredAccount> {
    return this.registering.execute(tx, call, command);
  }

  /** The new epoch, or null when the account changed since `command.epoch`. */
  async setPassword(tx: Transaction, command: SetPasswordCommand): Promise<number | null> {
    return this.settingPassword.execute(tx, command);
  }

  /** The id of the new administrator, or null when there is one already. */
  async makeFirstAdmin(tx: Transaction, call: Call, command: MakeFirstAdminCommand): Promise<string | null> {
    return this.makingFirstAdmin.execute(tx, call, command);
  }

  /** Whether anybody can approve anybody. */
  async hasAdmin(): Promise<boolean> {
    return this.queries.hasAdmin();
  }

  /** Null instead of an id: some changes may have been missed. */
  onChange(listener: (userId: string | null) => void): void {
    this.bell.onChange(listener);
  }

  /** Everybody forgets what he remembers of this account, once the transaction is committed. */
  async announceChange(tx: Transaction, userId: string): Promise<void> {
    await this.bell.ring(tx, userId);
  }
}

function toCredentials(row: CredentialsRow | null): Credentials | null {
  return row === null
    ? null
    : {
        id: row.id,
        companyId: row.company_id,
        email: row.email,
        firstName: row.first_name,
        lastName: row.last_name,
        role: row.role,
        status: row.status,
        language: row.language,
        epoch: row.epoch,
        passwordHash: row.password_hash,
      };
}
