import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { SessionEnder } from '../tokens/session-ender.js';
import { TokenIssuer } from '../tokens/token-issuer.js';

/** Ends the session a refresh token belongs to. A token that is none of ours ends nothing, and nobody is told. */
@Injectable()
export class SignOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: TokenIssuer,
    private readonly ender: SessionEnder,
  ) {}

  async execute(call: Call, token: string): Promise<void> {
    const claims = this.tokens.readRefresh(token);
    if (claims !== null) {
      await this.unitOfWork.run(call, async (tx) => this.ender.signOut(tx, call, claims.sessionId));
    }
  }
}
