import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { EmailChangesFacade } from '../../users/email-changes.facade.js';
import { PasswordProof } from '../credentials/password-proof.js';
import { StrangerLimits } from '../credentials/stranger-limits.js';
import { demandSession } from '../tokens/own-session.js';

export interface RequestOwnEmailCommand {
  readonly email: string;
  readonly currentPassword: string;
}

/** The caller wants another address: it is his once he has opened the link that goes there. */
@Injectable()
export class RequestOwnEmail {
  constructor(
    private readonly proof: PasswordProof,
    private readonly limits: StrangerLimits,
    private readonly changes: EmailChangesFacade,
  ) {}

  async execute(call: PersonCall, { email, currentPassword }: RequestOwnEmailCommand): Promise<void> {
    demandSession(call.actor);
    const account = await this.proof.demand(call, currentPassword, 'currentPassword');
    if (account.email.toLowerCase() === email) {
      throw validationFailed({ email: ['Is your present address'] });
    }
    await this.limits.countOf('emailChange', account.id);
    await this.changes.start(call, { email, fromEmail: account.email, epoch: account.epoch });
  }
}
