import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AccountsFacade, type Credentials } from '../../users/accounts.facade.js';
import { linkInvalid, setupDone } from '../auth.errors.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { SetupLink } from '../credentials/setup-link.js';
import { passwordProblems } from '../domain/password-rules.js';

export interface SetUpFirstAdminCommand {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Whoever holds the printed link becomes the first administrator, once. */
@Injectable()
export class SetUpFirstAdmin {
  constructor(
    private readonly link: SetupLink,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Whether the link would work now. */
  async isOpen(token: string): Promise<boolean> {
    return (await this.link.isOurs(token)) && !(await this.accounts.hasAdmin());
  }

  async execute(call: Call, { token, password, ...person }: SetUpFirstAdminCommand): Promise<Credentials> {
    if (!(await this.link.isOurs(token))) {
      throw linkInvalid();
    }
    if (await this.accounts.hasAdmin()) {
      throw setupDone();
    }
    const problems = passwordProblems(password, person);
    if (problems.length > 0) {
      throw validationFailed({ password: problems });
    }
    const passwordHash = await this.hasher.hash(password);
    const id = await this.unitOfWork.run(call, (tx) =>
      this.accounts.makeFirstAdmin(tx, call, { ...person, passwordHash }),
    );
    const account = id === null ? null : await this.accounts.credentials(id);
    if (account === null) {
      throw setupDone();
    }
    return account;
  }
}
