import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Role } from '../../../kernel/role.js';
import { AUDIENCES, ISSUER, LIFETIMES, readClaims, type TokenClaims } from '../domain/token-claims.js';

export interface TokenSubject {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** Makes both kinds of tokens, and reads refresh tokens; access tokens are read by the strategy. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  access({ userId, role, sessionId }: TokenSubject): string {
    return this.sign(
      { aud: AUDIENCES.access, typ: 'access', sub: userId, sid: sessionId, jti: newId(), role },
      LIFETIMES.access,
    );
  }

  refresh({ userId, sessionId }: TokenSubject, tokenId: string, lifetime: number): string {
    return this.sign({ aud: AUDIENCES.refresh, typ: 'refresh', sub: userId, sid: sessionId, jti: tokenId }, lifetime);
  }

  /** Null for anything but a refresh token of ours that has not expired. */
  readRefresh(token: string): TokenClaims | null {
    try {
      const payload: unknown = this.jwt.verify(token, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCES.refresh,
        // Judged by the desk's own clock in readClaims.
        ignoreExpiration: true,
      });
      return readClaims(payload, 'refresh', this.clock.now());
    } catch {
      // The library's way to say that the token is none of ours; which way it is wrong helps nobody but a forger.
      return null;
    }
  }

  private sign(claims: object, lifetime: number): string {
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    return this.jwt.sign({ iss: ISSUER, ...claims, iat, exp: iat + lifetime });
  }
}
