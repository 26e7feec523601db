import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { authenticationRequired, validationFailed } from '../../../kernel/common.errors.js';
import { passwordProblems } from '../domain/password-rules.js';
import { PasswordHasher } from '../credentials/password-hasher.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { PasswordChanger } from '../credentials/password-changer.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';
import { demandSession } from '../tokens/own-session.js';

export interface ChangePasswordCommand {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** The session that changes the password goes on; every other one and all API tokens end. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly proof: PasswordProof,
    private readonly hasher: PasswordHasher,
    private readonly changer: PasswordChanger,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, { currentPassword, newPassword }: ChangePasswordCommand): Promise<void> {
    demandSession(call.actor);
    const account = await this.proof.demand(call, currentPassword, 'currentPassword');
    const problems = passwordProblems(newPassword, account);
    if (problems.length > 0) {
      throw validationFailed({ newPassword: problems });
    }
    const passwordHash = await this.hasher.hash(newPassword);
    const isChanged = await this.changer.change(call, account, passwordHash, {
      by: 'owner',
      also: async (tx, epoch) => {
        await this.sessions.keepOne(tx, account.id, call.actor.sessionId, epoch, this.clock.now());
        return true;
      },
    });
    if (!isChanged) {
      throw authenticationRequired();
    }
  }
}
