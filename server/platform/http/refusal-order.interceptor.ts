import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { catchError, defer, switchMap, throwError, type Observable } from 'rxjs';
import type { PersonCall } from '../../kernel/call.js';
import { DomainError, type ErrorKind } from '../../kernel/domain-error.js';
import { callOf, type DeskRequest } from './request.js';

/** Throws what must be told before anything about the shape of the request; nothing when there is no such refusal. */
export interface EarlierRefusal {
  assertNone(call: PersonCall, request: DeskRequest, handler: object): Promise<void> | void;
}

const TOLD_FIRST = 'smartsupport:told-first';
const OF_SHAPE: readonly ErrorKind[] = ['invalid', 'too-large', 'unsupported'];

/** On routes whose refusals of shape wait for those of sight, right and state (`domain`, order of refusals). */
export function ToldFirst(by: Type<EarlierRefusal>): MethodDecorator {
  return SetMetadata(TOLD_FIRST, by);
}

/**
 * Runs after all guards and before all pipes: the place for what is wrong with the body. The earlier refusals are looked
 * for only when a request is refused anyway, so that good ones pay nothing for the order.
 */
@Injectable()
export class RefusalOrderInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<DeskRequest>();
    const handler = context.getHandler();
    const { bodyError } = request;
    const answer = bodyError === undefined ? next.handle() : throwError(() => bodyError);
    const by = this.reflector.get<Type<EarlierRefusal> | undefined>(TOLD_FIRST, handler);
    if (by === undefined) {
      return answer;
    }
    return answer.pipe(
      catchError((error: unknown) => {
        const refused = throwError(() => error);
        const call = callOf(request);
        const { actor } = call;
        if (!(error instanceof DomainError) || !OF_SHAPE.includes(error.kind) || actor.kind !== 'person') {
          return refused;
        }
        const earlier = this.modules.get(by, { strict: false });
        // A refused request has done nothing under its Idempotency-Key.
        const look = { ...call, actor, idempotency: null };
        return defer(async () => earlier.assertNone(look, request, handler)).pipe(switchMap(() => refused));
      }),
    );
  }
}
