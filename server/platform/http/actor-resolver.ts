import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PersonActor } from '../../kernel/actor.js';

/** Tells who is behind a request, or throws the 401. */
export interface ActorResolver {
  resolve(request: FastifyRequest): Promise<PersonActor>;
}

/** Port: the auth module stands above and puts itself in while it starts. */
@Injectable()
export class ActorResolverPort {
  private resolver: ActorResolver | null = null;

  use(resolver: ActorResolver): void {
    this.resolver = resolver;
  }

  async resolve(request: FastifyRequest): Promise<PersonActor> {
    if (this.resolver === null) {
      throw new Error('No module knows how to tell who is signed in');
    }
    return this.resolver.resolve(request);
  }
}
