import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Call, IdempotencyClaim } from '../../kernel/call.js';

/** What the request path hangs on Fastify's request, in this order: body bytes, actor, claim. */
export interface DeskRequest extends FastifyRequest {
  /** The exact bytes of a JSON body, for signatures. */
  rawBody?: Buffer;
  actor?: Actor;
  idempotency?: IdempotencyClaim;
}

export function callOf(request: DeskRequest): Call {
  return {
    actor: request.actor ?? { kind: 'anonymous' },
    requestId: request.id,
    ip: request.ip,
    idempotency: request.idempotency ?? null,
  };
}
