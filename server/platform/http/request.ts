import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../kernel/actor.js';
import type { Call, IdempotencyClaim } from '../../kernel/call.js';
import type { DomainError } from '../../kernel/domain-error.js';

/** What the request path hangs on Fastify's request, in this order: body bytes, actor, claim. */
export interface DeskRequest extends FastifyRequest {
  /** The exact bytes of a body of any type but multipart, for signatures. */
  rawBody?: Buffer;
  /** What is wrong with the body; told only to those who may come in. */
  bodyError?: DomainError;
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
