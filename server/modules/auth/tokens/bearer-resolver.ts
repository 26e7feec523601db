import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PersonActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { authenticationRequired } from '../../../kernel/common.errors.js';
import { ActorResolverPort, type ActorResolver } from '../../../platform/http/actor-resolver.js';
import { ApiTokensRepository } from '../persistence/api-tokens.repository.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { hashOfApiToken } from './api-token.js';
import { personOf } from './person-of.js';
import { Standings } from './standings.js';

const API_TOKEN = /^bearer (sst_[A-Za-z0-9_-]{43})$/i;

/** Tells who is behind a request: the bearer of an access token or of an API token. */
@Injectable()
export class BearerResolver implements ActorResolver, OnModuleInit {
  constructor(
    private readonly port: ActorResolverPort,
    private readonly strategy: AccessTokenStrategy,
    private readonly standings: Standings,
    private readonly apiTokens: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.port.use(this);
  }

  async resolve(request: Pick<FastifyRequest, 'headers'>): Promise<PersonActor> {
    const apiToken = API_TOKEN.exec(request.headers.authorization ?? '')?.[1];
    const actor = apiToken === undefined ? await this.strategy.actorOf(request) : await this.bearerOf(apiToken);
    if (actor === null) {
      throw authenticationRequired();
    }
    return actor;
  }

  private async bearerOf(apiToken: string): Promise<PersonActor | null> {
    const standing = await this.standings.ofApiToken(hashOfApiToken(apiToken));
    const now = this.clock.now();
    if (standing === null || standing.expires_at <= now) {
      return null;
    }
    this.apiTokens.noteUse(standing.id, now);
    return personOf(standing);
  }
}
