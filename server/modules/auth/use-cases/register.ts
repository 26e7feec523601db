import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { SettingsFacade } from '../../settings/settings.facade.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { REGISTRATION } from '../../users/users.settings.js';
import { registrationClosed } from '../auth.errors.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { StrangerLimits } from '../credentials/stranger-limits.js';
import { passwordProblems } from '../domain/password-rules.js';

export interface RegisterCommand {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string | null;
  readonly phone: string | null;
  /** Null: English. */
  readonly language: string | null;
}

/** What is told about the new account: what was sent, and what was made for it. */
export interface Registration {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string | null;
  readonly phone: string | null;
  readonly createdAt: string;
}

/** A stranger asks for an account. Whether the address is known already cannot be told from answer or time. */
@Injectable()
export class Register {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly hasher: PasswordHasher,
    private readonly limits: StrangerLimits,
    private readonly settings: SettingsFacade,
  ) {}

  async execute(call: Call, { password, ...person }: RegisterCommand): Promise<Registration> {
    const { isOpen } = await this.settings.read(REGISTRATION);
    if (!isOpen) {
      throw registrationClosed();
    }
    const problems = passwordProblems(password, person);
    if (problems.length > 0) {
      throw validationFailed({ password: problems });
    }
    await this.limits.countFrom('registration', call.ip);
    const passwordHash = await this.hasher.hash(password);
    return this.unitOfWork.run(call, async (tx) => {
      const made = await this.accounts.register(tx, call, { ...person, passwordHash });
      return {
        id: made.id,
        companyId: made.companyId,
        email: person.email,
        firstName: person.firstName,
        lastName: person.lastName,
        department: made.department,
        phone: person.phone,
        createdAt: made.createdAt,
      };
    });
  }
}
