import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { linkInvalid } from '../auth.errors.js';
import { PasswordChanger } from '../credentials/password-changer.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { PasswordLinks } from '../credentials/password-links.js';
import { passwordProblems } from '../domain/password-rules.js';
import { PasswordResetsRepository } from '../persistence/password-resets.repository.js';

export interface ResetPasswordCommand {
  readonly token: string;
  readonly password: string;
}

/** A new password by a mailed link, or the first one by an invitation. A link works once, whoever is faster. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly links: PasswordLinks,
    private readonly hasher: PasswordHasher,
    private readonly changer: PasswordChanger,
    private readonly resets: PasswordResetsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, { token, password }: ResetPasswordCommand): Promise<void> {
    const link = await this.links.read(token);
    if (link === null) {
      throw linkInvalid();
    }
    const { account, resetId } = link;
    const problems = passwordProblems(password, account);
    if (problems.length > 0) {
      throw validationFailed({ password: problems });
    }
    const passwordHash = await this.hasher.hash(password);
    const isChanged = await this.changer.change(call, account, passwordHash, {
      by: 'link',
      also: async (tx) => resetId === null || this.resets.use(tx, resetId, this.clock.now()),
    });
    if (!isChanged) {
      throw linkInvalid();
    }
  }
}
