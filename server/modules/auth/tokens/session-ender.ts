import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { AccountsFacade } from '../../users/accounts.facade.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';

/** Ends sessions so that their access tokens are refused from the next request on, in every process. */
@Injectable()
export class SessionEnder {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccountsFacade,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Nothing happens when it has ended before. */
  async signOut(tx: Transaction, call: Call, sessionId: string): Promise<void> {
    const userId = await this.sessions.end(tx, sessionId, 'signed_out', this.clock.now());
    if (userId !== null) {
      await this.tell(tx, call, 'account.signed_out', userId, sessionId);
    }
  }

  /** False when this person has no such session. */
  async endOf(tx: Transaction, call: Call, sessionId: string, userId: string): Promise<boolean> {
    const isEnded = await this.sessions.endOf(tx, sessionId, userId, this.clock.now());
    if (isEnded) {
      await this.tell(tx, call, 'account.signed_out', userId, sessionId);
    }
    return isEnded;
  }

  /** All of one person's sessions, but maybe for one; API tokens stay. How many there were. */
  async endAll(tx: Transaction, call: Call, userId: string, exceptId: string | null): Promise<number> {
    const sessions = await this.sessions.endAll(tx, userId, exceptId, this.clock.now());
    await this.events.append(tx, call, [
      {
        name: 'account.signed_out_everywhere',
        subject: { type: 'account', id: userId },
        audience: 'admin',
        data: { sessions, kept: exceptId },
      },
    ]);
    await this.accounts.announceChange(tx, userId);
    return sessions;
  }

  async endForReuse(tx: Transaction, call: Call, sessionId: string, userId: string): Promise<void> {
    await this.sessions.end(tx, sessionId, 'reuse', this.clock.now());
    await this.tell(tx, call, 'account.refresh_reused', userId, sessionId);
  }

  private async tell(tx: Transaction, call: Call, name: string, userId: string, sessionId: string): Promise<void> {
    await this.events.append(tx, call, [
      { name, subject: { type: 'account', id: userId }, audience: 'admin', data: { sessionId } },
    ]);
    await this.accounts.announceChange(tx, userId);
  }
}
