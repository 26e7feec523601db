import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { permissionsWithin, type Permission } from '../../../kernel/permission.js';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { SecondFactorDuty } from '../credentials/second-factor-duty.js';
import type { TokenClaims } from '../domain/token-claims.js';
import { SecondFactorsRepository } from '../persistence/second-factors.repository.js';
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
  readonly language: string;
  readonly permissions: readonly Permission[];
  /** His role needs a second factor and he has none: until then he may do nothing else. */
  readonly mustSetUpSecondFactor: boolean;
}

export interface OpenedSession {
  readonly access: string;
  readonly refresh: string;
  readonly refreshExpiresAt: Date;
  readonly person: SignedInPerson;
}

export interface SessionPair {
  readonly sessionId: string;
  readonly refreshId: string;
  readonly refreshExpiresAt: Date;
}

/** What a session hands out, with its owner as he is now, and what it takes back. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly tokens: TokenIssuer,
    private readonly duty: SecondFactorDuty,
    private readonly factors: SecondFactorsRepository,
    private readonly clock: Clock,
  ) {}

  /** Null for anything but a refresh token of ours that has not expired. */
  read(refreshToken: string): TokenClaims | null {
    return this.tokens.readRefresh(refreshToken);
  }

  async handOut(
    account: Omit<Credentials, 'epoch' | 'passwordHash'>,
    { sessionId, refreshId, refreshExpiresAt }: SessionPair,
  ): Promise<OpenedSession> {
    const subject = { userId: account.id, role: account.role, sessionId };
    const lifetime = Math.max(1, Math.floor((refreshExpiresAt.getTime() - this.clock.now().getTime()) / 1_000));
    return {
      access: this.tokens.access(subject),
      refresh: this.tokens.refresh(subject, refreshId, lifetime),
      refreshExpiresAt,
      person: await this.signedIn(account),
    };
  }

  private async signedIn(account: Omit<Credentials, 'epoch' | 'passwordHash'>): Promise<SignedInPerson> {
    const isRequired = await this.duty.isRequiredOf(account.role);
    const mustSetUp = isRequired && !(await this.factors.isConfirmed(account.id));
    return {
      id: account.id,
      companyId: account.companyId,
      email: account.email,
      firstName: account.firstName,
      lastName: account.lastName,
      role: account.role,
      status: account.status,
      language: account.language,
      permissions: permissionsWithin(account.role, mustSetUp),
      mustSetUpSecondFactor: mustSetUp,
    };
  }
}
