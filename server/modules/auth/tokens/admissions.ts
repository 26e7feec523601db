import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { isApiToken, hashOfApiToken } from './api-token.js';
import { BearerResolver } from './bearer-resolver.js';
import { personOf } from './person-of.js';
import { Standings, type Standing } from './standings.js';

/** Somebody who came in with a token and stays longer than one request. */
export interface Admission {
  readonly actor: PersonActor;
  /**
   * The same person as he is now, or null once he is shut out. An access token may have expired meanwhile: what counts is
   * the session it was made for.
   */
  again(): Promise<PersonActor | null>;
}

@Injectable()
export class Admissions {
  constructor(
    private readonly bearers: BearerResolver,
    private readonly standings: Standings,
    private readonly clock: Clock,
  ) {}

  /** Null for everything that would be a 401. */
  async admit(token: string): Promise<Admission | null> {
    const actor = await this.actorOf(token);
    if (actor === null) {
      return null;
    }
    const hash = isApiToken(token) ? hashOfApiToken(token) : null;
    const ask = async (): Promise<Standing | null> =>
      hash === null ? this.standings.ofSession(actor.sessionId) : this.standings.ofApiToken(hash);
    return {
      actor,
      again: async () => {
        const standing = await ask();
        const stands = standing !== null && standing.user_id === actor.id && standing.expires_at > this.clock.now();
        return stands ? personOf(standing) : null;
      },
    };
  }

  private async actorOf(token: string): Promise<PersonActor | null> {
    try {
      return await this.bearers.resolve({ headers: { authorization: `Bearer ${token}` } });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') {
        return null;
      }
      throw error;
    }
  }
}
