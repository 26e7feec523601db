import type { AccountAccess } from '../use-cases/get-account-access.js';
import type { SecondFactorState } from '../use-cases/get-second-factor.js';
import type { ApiTokenRow } from '../use-cases/list-api-tokens.js';
import type { SessionRow } from '../use-cases/list-sessions.js';
import { presentIdentity } from './identity.presenter.js';
import type { AccountAccessDto } from './dto/account-access.dto.js';
import type { AccountSessionDto, ApiTokenDto, SecondFactorDto, SessionDto } from './dto/own-security.dto.js';

export function presentOwnSession(row: SessionRow, currentId: string): SessionDto {
  return { ...presentSessionOf(row), isCurrent: row.id === currentId };
}

function presentSessionOf(row: SessionRow): AccountSessionDto {
  return {
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ip: row.ip,
    userAgent: row.user_agent,
  };
}

export function presentSecondFactor(state: SecondFactorState): SecondFactorDto {
  return {
    isEnabled: state.isEnabled,
    isRequired: state.isRequired,
    recoveryCodesLeft: state.recoveryCodesLeft,
    areRecoveryCodesLow: state.areRecoveryCodesLow,
  };
}

export function presentApiToken(row: ApiTokenRow): ApiTokenDto {
  return {
    id: row.id,
    name: row.name,
    scopes: [...row.scopes],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

export function presentAccountAccess(access: AccountAccess): AccountAccessDto {
  return {
    hasPassword: access.hasPassword,
    lastSignedInAt: access.lastSignedInAt?.toISOString() ?? null,
    secondFactor: presentSecondFactor(access.secondFactor),
    sessions: access.sessions.map(presentSessionOf),
    apiTokens: access.apiTokens.map(presentApiToken),
    identities: access.identities.map(presentIdentity),
  };
}
