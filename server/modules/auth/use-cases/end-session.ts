import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { demandSession } from '../tokens/own-session.js';
import { SessionEnder } from '../tokens/session-ender.js';

export interface EndSessionCommand {
  readonly sessionId: string;
  /** Whose it must be. */
  readonly userId: string;
}

/** Ends one session: of the caller, maybe the present one, or of somebody else, by an administrator. */
@Injectable()
export class EndSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ender: SessionEnder,
  ) {}

  async execute(call: PersonCall, { sessionId, userId }: EndSessionCommand): Promise<void> {
    demandSession(call.actor);
    const isEnded = await this.unitOfWork.run(call, async (tx) => {
      // It may be the present one, which would not stand at the end.
      await tx.assertStanding();
      return this.ender.endOf(tx, call, sessionId, userId);
    });
    if (!isEnded) {
      throw resourceNotFound();
    }
  }
}
