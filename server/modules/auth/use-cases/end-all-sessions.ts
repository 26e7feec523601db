import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { demandSession } from '../tokens/own-session.js';
import { SessionEnder } from '../tokens/session-ender.js';

/** Signs the caller out everywhere, or everywhere else. API tokens stay: they are ended one by one, or by a new password. */
@Injectable()
export class EndAllSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ender: SessionEnder,
  ) {}

  async execute(call: PersonCall, { keepsCurrent }: { readonly keepsCurrent: boolean }): Promise<void> {
    const { id, sessionId } = call.actor;
    demandSession(call.actor);
    await this.unitOfWork.run(call, async (tx) => {
      // The present session may be among them, and would not stand at the end.
      await tx.assertStanding();
      await this.ender.endAll(tx, call, id, keepsCurrent ? sessionId : null);
    });
  }
}
