import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Configuration } from '../../../config/configuration.js';
import type { PersonActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { jwtSecretOf } from '../credentials/secret-keys.js';
import { AUDIENCES, ISSUER, readClaims } from '../domain/token-claims.js';
import { personOf } from './person-of.js';
import { Standings } from './standings.js';

/** What passport hangs on a strategy for one request; its types speak of Express, but only headers are read. */
interface Attempt {
  success(actor: PersonActor): void;
  fail(): void;
  error(error: Error): void;
  authenticate(request: Pick<FastifyRequest, 'headers'>): void;
}

/** Access tokens: the signature by passport-jwt with one algorithm, the claims by our own rules, the person by his session. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(
    configuration: Configuration,
    private readonly clock: Clock,
    private readonly standings: Standings,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The types know only text and bytes; of those the library would find out with every request that they are no PEM.
      secretOrKey: createSecretKey(jwtSecretOf(configuration), 'utf8') as unknown as Buffer,
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCES.access,
      // Judged by the desk's own clock in readClaims, which also refuses a token without expiry.
      ignoreExpiration: true,
    });
  }

  /** Called by passport-jwt with the payload of a rightly signed token. */
  async validate(payload: unknown): Promise<PersonActor | null> {
    const now = this.clock.now();
    const claims = readClaims(payload, 'access', now);
    const standing = claims === null ? null : await this.standings.ofSession(claims.sessionId);
    if (standing === null || standing.user_id !== claims?.userId || standing.expires_at <= now) {
      return null;
    }
    return personOf(standing);
  }

  /** Runs the strategy for one request without passport's middleware; null when it lets nobody in. */
  async actorOf(request: Pick<FastifyRequest, 'headers'>): Promise<PersonActor | null> {
    return new Promise((done, failed) => {
      const attempt = Object.create(this) as Attempt;
      attempt.success = done;
      attempt.fail = () => {
        done(null);
      };
      attempt.error = failed;
      try {
        attempt.authenticate(request);
      } catch {
        // The library trips over rightly signed tokens whose payload is no object; none of ours.
        done(null);
      }
    });
  }
}
