import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { actorPermissions, ANONYMOUS, lacksSecondFactor } from '../../kernel/actor.js';
import { permissionDenied, secondFactorRequired } from '../../kernel/common.errors.js';
import type { Permission } from '../../kernel/permission.js';
import { ACCESS, PUBLIC } from './access.decorator.js';
import { ActorResolverPort } from './actor-resolver.js';
import { RequestRate } from './request-rate.js';
import type { DeskRequest } from './request.js';

/** The one global guard. Deny by default: a route without `@Access` or `@Public` answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly resolver: ActorResolverPort,
    private readonly rate: RequestRate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<DeskRequest>();
    const access = this.reflector.getAllAndOverride<Permission | typeof PUBLIC | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) {
      throw permissionDenied();
    }
    if (access === PUBLIC) {
      request.actor = ANONYMOUS;
      return true;
    }
    const actor = await this.resolver.resolve(request);
    request.actor = actor;
    await this.rate.count(actor.id, http.getResponse<FastifyReply>());
    if (!actorPermissions(actor).includes(access)) {
      throw lacksSecondFactor(actor, access) ? secondFactorRequired() : permissionDenied();
    }
    return true;
  }
}
