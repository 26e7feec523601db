import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { LIFETIMES, SESSION_LIFETIME } from '../domain/token-claims.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';
import { SessionTokens, type OpenedSession } from './session-tokens.js';

export type { OpenedSession } from './session-tokens.js';

export interface Opening {
  readonly userAgent: string | null;
  /** Key of the identity provider that vouched for the person; left out: the password. */
  readonly provider?: string;
  /** What else belongs to the same transaction. */
  readonly also?: (tx: Transaction) => Promise<void>;
}

/** Opens a session for somebody who has proven who he is. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsRepository,
    private readonly events: EventLog,
    private readonly tokens: SessionTokens,
    private readonly clock: Clock,
  ) {}

  async open(call: Call, account: Credentials, { userAgent, provider, also }: Opening): Promise<OpenedSession> {
    const sessionId = newId();
    const refreshId = newId();
    const now = this.clock.now();
    const refreshExpiresAt = new Date(now.getTime() + LIFETIMES.refresh * 1_000);
    const asPerson: Call = {
      ...call,
      actor: {
        kind: 'person',
        id: account.id,
        name: `${account.firstName} ${account.lastName}`,
        role: account.role,
        teamIds: [],
        sessionId,
        scopes: null,
        mustSetUpSecondFactor: false,
      },
    };
    await this.unitOfWork.run(asPerson, async (tx) => {
      await this.sessions.open(tx, {
        id: sessionId,
        refreshId,
        userId: account.id,
        epoch: account.epoch,
        ip: call.ip,
        userAgent,
        now,
        refreshExpiresAt,
        expiresAt: new Date(now.getTime() + SESSION_LIFETIME * 1_000),
      });
      await also?.(tx);
      await this.events.append(tx, asPerson, [
        {
          name: 'account.signed_in',
          subject: { type: 'account', id: account.id },
          audience: 'admin',
          data: { sessionId, ...(provider === undefined ? {} : { provider }) },
        },
      ]);
    });
    return this.tokens.handOut(account, { sessionId, refreshId, refreshExpiresAt });
  }
}
