import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Call, PersonCall } from '../../kernel/call.js';
import { authenticationRequired } from '../../kernel/common.errors.js';
import { callOf, type DeskRequest } from './request.js';

/** The call of a signed-in person; on routes with `@Access`. */
export const CurrentCall = createParamDecorator((_: unknown, context: ExecutionContext): PersonCall => {
  const call = callOf(context.switchToHttp().getRequest<DeskRequest>());
  const { actor } = call;
  if (actor.kind !== 'person') {
    throw authenticationRequired();
  }
  return { ...call, actor };
});

/** The call of whoever it is; on routes with `@Public`. */
export const OpenCall = createParamDecorator((_: unknown, context: ExecutionContext): Call =>
  callOf(context.switchToHttp().getRequest<DeskRequest>()),
);
