import { SYSTEM, WORKFLOW, type Actor, type PersonActor } from './actor.js';

/** A caller's promise that a repeated create is the same create (`Idempotency-Key`). */
export interface IdempotencyClaim {
  readonly key: string;
  /** Method and route pattern. */
  readonly route: string;
  /** Keyed hash of the body, hex; the same key with another body is refused. */
  readonly bodyHash: string;
}

/** Who asks and how: passed visibly to every use case, never hidden in ambient state. */
export interface Call<A extends Actor = Actor> {
  readonly actor: A;
  readonly requestId: string | null;
  /** Client address as seen behind trusted proxies; null for background work. */
  readonly ip: string | null;
  readonly idempotency: IdempotencyClaim | null;
}

export type PersonCall = Call<PersonActor>;

export function systemCall(requestId: string | null = null): Call {
  return { actor: SYSTEM, requestId, ip: null, idempotency: null };
}

export function workflowCall(requestId: string | null, ip: string | null): Call {
  return { actor: WORKFLOW, requestId, ip, idempotency: null };
}

/**
 * The part of a call that concerns one of many things, under a key of its own: a repetition after a crash in the middle
 * does the rest and tells of the first ones that they are done. No key that a client can send holds a space.
 */
export function callForOne<A extends Actor>(call: Call<A>, id: string): Call<A> {
  const { idempotency } = call;
  return idempotency === null ? call : { ...call, idempotency: { ...idempotency, key: `${idempotency.key} ${id}` } };
}
