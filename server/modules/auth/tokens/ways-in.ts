import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { ApiTokensRepository, type ApiTokenRow } from '../persistence/api-tokens.repository.js';
import { IdentitiesRepository, type IdentityRow } from '../persistence/identities.repository.js';
import { SessionsRepository, type SessionRow } from '../persistence/sessions.repository.js';
import { IdentityProviders } from '../providers/identity-providers.js';

export interface NamedIdentity extends IdentityRow {
  readonly providerName: string;
}

/** What lets somebody in now, beside password and second factor. */
export interface WaysIn {
  readonly lastSignedInAt: Date | null;
  /** Open ones, last used first. */
  readonly sessions: readonly SessionRow[];
  readonly apiTokens: readonly ApiTokenRow[];
  /** First linked first. */
  readonly identities: readonly NamedIdentity[];
}

@Injectable()
export class WaysInReader {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly apiTokens: ApiTokensRepository,
    private readonly identities: IdentitiesRepository,
    private readonly providers: IdentityProviders,
    private readonly clock: Clock,
  ) {}

  async of(userId: string): Promise<WaysIn> {
    const [lastSignedInAt, sessions, apiTokens, identities] = await Promise.all([
      this.sessions.lastOpenedAt(userId),
      this.sessions.list(userId, this.clock.now()),
      this.apiTokens.list(userId),
      this.identities.list(userId),
    ]);
    return {
      lastSignedInAt,
      sessions,
      apiTokens,
      identities: identities.map((row) => ({ ...row, providerName: this.providers.nameOf(row.provider) })),
    };
  }
}
