import { isId } from '../../../kernel/ids.js';

/** Who makes our tokens, and for whom: demanded of every token. */
export const ISSUER = 'smartsupport';
export type TokenType = 'access' | 'refresh';

/** An access token is never good for a refresh, nor the other way round. */
export const AUDIENCES: Readonly<Record<TokenType, string>> = {
  access: 'smartsupport:api',
  refresh: 'smartsupport:refresh',
};

/** Seconds. */
export const LIFETIMES: Readonly<Record<TokenType, number>> = {
  access: 15 * 60,
  refresh: 14 * 24 * 3600,
};

/** How long a session lives however often it is refreshed, in seconds. */
export const SESSION_LIFETIME = 60 * 24 * 3600;

/** How far the clocks of two servers of one desk may be apart, in seconds. */
const CLOCK_SKEW = 60;

/** A refresh token used again within this time after its rotation is two tabs at once, not a thief; in milliseconds. */
export const ROTATION_GRACE = 10_000;

export interface TokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly tokenId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * What a token says, after its signature was found right; null unless every claim is there and as it must be.
 * The library takes tokens without expiry and with any audience list, therefore all is looked at again.
 */
export function readClaims(payload: unknown, type: TokenType, now: Date): TokenClaims | null {
  if (typeof payload !== 'object' || payload === null) {
    return null;
  }
  const { iss, aud, typ, sub, sid, jti, iat, exp } = payload as Record<string, unknown>;
  if (iss !== ISSUER || aud !== AUDIENCES[type] || typ !== type) {
    return null;
  }
  if (!Number.isInteger(iat) || !Number.isInteger(exp)) {
    return null;
  }
  const life = Number(exp) - Number(iat);
  if (life <= 0 || life > LIFETIMES[type] || Number(exp) * 1_000 <= now.getTime()) {
    return null;
  }
  if (Number(iat) * 1_000 > now.getTime() + CLOCK_SKEW * 1_000) {
    return null;
  }
  if (!isIdText(sub) || !isIdText(sid) || !isIdText(jti)) {
    return null;
  }
  return { userId: sub, sessionId: sid, tokenId: jti, expiresAt: Number(exp) };
}

function isIdText(value: unknown): value is string {
  return typeof value === 'string' && isId(value);
}
