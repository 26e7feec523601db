import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { demandSession } from '../tokens/own-session.js';
import { SessionEnder } from '../tokens/session-ender.js';

export interface EndAllSessionsCommand {
  readonly userId: string;
  /** Whether the session that asks goes on. */
  readonly keepsCurrent: boolean;
}

/**
 * Signs somebody out everywhere: the caller, maybe but for the present session, or somebody else, by an administrator. API
 * tokens stay: they are ended one by one, or by a new password.
 */
@Injectable()
export class EndAllSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ender: SessionEnder,
    private readonly accounts: AccountsFacade,
  ) {}

  async execute(call: PersonCall, { userId, keepsCurrent }: EndAllSessionsCommand): Promise<void> {
    demandSession(call.actor);
    await this.unitOfWork.run(call, async (tx) => {
      // The present session may be among them, and would not stand at the end.
      await tx.assertStanding();
      if ((await this.accounts.credentials(userId, tx)) === null) {
        throw resourceNotFound();
      }
      await this.ender.endAll(tx, call, userId, keepsCurrent ? call.actor.sessionId : null);
    });
  }
}
