import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { passwordProblems } from '../domain/password-rules.js';

/** On a start without any administrator: makes the one that ADMIN_EMAIL and ADMIN_PASSWORD name. */
@Injectable()
export class EnsureFirstAdmin implements OnApplicationBootstrap {
  private readonly logger = new Logger(EnsureFirstAdmin.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsFacade,
    private readonly hasher: PasswordHasher,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail, adminPassword } = this.configuration;
    if (adminEmail !== null && adminPassword !== null && !(await this.accounts.hasAdmin())) {
      await this.execute(adminEmail.trim().toLowerCase(), adminPassword);
    }
  }

  async execute(email: string, password: string): Promise<void> {
    const problems = passwordProblems(password);
    if (problems.length > 0) {
      if (this.configuration.isProduction) {
        throw new Error(`ADMIN_PASSWORD: ${problems.join('; ')}`);
      }
      this.logger.warn(`ADMIN_PASSWORD is weak: ${problems.join('; ')}`);
    }
    const passwordHash = await this.hasher.hash(password);
    const call = systemCall();
    await this.unitOfWork.run(call, async (tx) =>
      this.accounts.makeFirstAdmin(tx, call, { email, passwordHash, firstName: 'System', lastName: 'Administrator' }),
    );
  }
}
