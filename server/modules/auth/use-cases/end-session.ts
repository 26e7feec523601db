import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { demandSession } from '../tokens/own-session.js';
import { SessionEnder } from '../tokens/session-ender.js';

/** Ends one of the caller's own sessions, maybe the present one. */
@Injectable()
export class EndSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ender: SessionEnder,
  ) {}

  async execute(call: PersonCall, sessionId: string): Promise<void> {
    demandSession(call.actor);
    const isEnded = await this.unitOfWork.run(call, async (tx) => {
      // It may be the present one, which would not stand at the end.
      await tx.assertStanding();
      return this.ender.endOwn(tx, call, sessionId, call.actor.id);
    });
    if (!isEnded) {
      throw resourceNotFound();
    }
  }
}
