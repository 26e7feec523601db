import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { permissionsOf, type Permission } from '../../../kernel/permission.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { LIFETIMES, SESSION_LIFETIME } from '../domain/token-claims.js';
import { SessionsRepository } from '../persistence/sessions.repository.js';
import { TokenIssuer } from './token-issuer.js';

/** Who has come in. */
export interface SignedInPerson {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly status: AccountStatus;
  readonly permissions: readonly Permission[];
}

export interface OpenedSession {
  readonly access: string;
  readonly refresh: string;
  readonly refreshExpiresAt: Date;
  readonly person: SignedInPerson;
}

export interface Opening {
  readonly userAgent: string | null;
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
    private readonly tokens: TokenIssuer,
    private readonly clock: Clock,
  ) {}

  async open(call: Call, account: Credentials, { userAgent, also }: Opening): Promise<OpenedSession> {
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
          data: { sessionId },
        },
      ]);
    });
    const subject = { userId: account.id, role: account.role, sessionId };
    return {
      access: this.tokens.access(subject),
      refresh: this.tokens.refresh(subject, refreshId, LIFETIMES.refresh),
      refreshExpiresAt,
      person: signedIn(account),
    };
  }
}

export function signedIn(account: Omit<Credentials, 'epoch' | 'passwordHash'>): SignedInPerson {
  return {
    id: account.id,
    companyId: account.companyId,
    email: account.email,
    firstName: account.firstName,
    lastName: account.lastName,
    role: account.role,
    status: account.status,
    permissions: permissionsOf(account.role),
  };
}
