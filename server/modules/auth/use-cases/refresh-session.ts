import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { refreshRaced } from '../auth.errors.js';
import { LIFETIMES, ROTATION_GRACE, type TokenClaims } from '../domain/token-claims.js';
import { SessionsRepository, type LockedSession } from '../persistence/sessions.repository.js';
import { SessionEnder } from '../tokens/session-ender.js';
import { SessionTokens, type OpenedSession } from '../tokens/session-tokens.js';

type Outcome =
  | { kind: 'rotated'; session: LockedSession; refreshId: string; expiresAt: Date }
  | { kind: 'raced' }
  | { kind: 'refused' };

/**
 * Exchanges a refresh token for a new pair. One token is exchanged once: whoever comes with it again within ten seconds was
 * a second tab (409), later a thief or his victim, and the whole session ends.
 */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsRepository,
    private readonly tokens: SessionTokens,
    private readonly ender: SessionEnder,
    private readonly clock: Clock,
  ) {}

  async execute(call: Call, token: string): Promise<OpenedSession> {
    const claims = this.tokens.read(token);
    if (claims === null) {
      throw authenticationRequired();
    }
    // Refusals are told after the commit: a session that ended for reuse must stay ended.
    const outcome = await this.unitOfWork.run(call, async (tx) => this.exchange(tx, call, claims));
    switch (outcome.kind) {
      case 'refused':
        throw authenticationRequired();
      case 'raced':
        throw refreshRaced();
      case 'rotated':
        return this.answer(outcome.session, outcome.refreshId, outcome.expiresAt);
    }
  }

  private async exchange(tx: Transaction, call: Call, claims: TokenClaims): Promise<Outcome> {
    const session = await this.sessions.lock(tx, claims.sessionId);
    const now = this.clock.now();
    if (session === null || !isAlive(session, now) || session.user_id !== claims.userId) {
      return { kind: 'refused' };
    }
    const rotatedAt = await this.sessions.rotatedAt(tx, claims.tokenId, session.id);
    if (rotatedAt === undefined) {
      return { kind: 'refused' };
    }
    if (rotatedAt !== null) {
      if (now.getTime() - rotatedAt.getTime() <= ROTATION_GRACE) {
        return { kind: 'raced' };
      }
      await this.ender.endForReuse(tx, call, session.id, session.user_id);
      return { kind: 'refused' };
    }
    const refreshId = newId();
    const expiresAt = new Date(Math.min(now.getTime() + LIFETIMES.refresh * 1_000, session.expires_at.getTime()));
    await this.sessions.rotate(tx, { oldId: claims.tokenId, newId: refreshId, expiresAt, now, ip: call.ip });
    return { kind: 'rotated', session, refreshId, expiresAt };
  }

  private async answer(session: LockedSession, refreshId: string, expiresAt: Date): Promise<OpenedSession> {
    const account = {
      id: session.user_id,
      companyId: session.company_id,
      email: session.email,
      firstName: session.first_name,
      lastName: session.last_name,
      role: session.role,
      status: session.status,
      language: session.language,
    };
    return this.tokens.handOut(account, { sessionId: session.id, refreshId, refreshExpiresAt: expiresAt });
  }
}

function isAlive(session: LockedSession, now: Date): boolean {
  return session.ended_at === null && session.is_current && session.status === 'Approved' && session.expires_at > now;
}
