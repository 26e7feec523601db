import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { EmailChangesFacade } from '../../users/email-changes.facade.js';
import { demandSession } from '../tokens/own-session.js';

/** The caller keeps the present address; the mailed link leads nowhere any more. */
@Injectable()
export class TakeBackOwnEmail {
  constructor(private readonly changes: EmailChangesFacade) {}

  async execute(call: PersonCall): Promise<void> {
    demandSession(call.actor);
    if (!(await this.changes.takeBack(call))) {
      throw resourceNotFound();
    }
  }
}
