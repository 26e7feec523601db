import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EmailChangesFacade } from '../../users/email-changes.facade.js';
import { linkInvalid } from '../auth.errors.js';
import { EmailLinks } from '../credentials/email-links.js';

/** Whoever opens the link reads the new address. It works once, whoever is faster, and in any browser. */
@Injectable()
export class ConfirmOwnEmail {
  constructor(
    private readonly links: EmailLinks,
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: EmailChangesFacade,
  ) {}

  async execute(call: Call, token: string): Promise<void> {
    const change = await this.links.read(token);
    const isChanged =
      change !== null && (await this.unitOfWork.run(call, async (tx) => this.changes.confirm(tx, call, change)));
    if (!isChanged) {
      throw linkInvalid();
    }
  }
}
