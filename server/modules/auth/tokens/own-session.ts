import type { PersonActor } from '../../../kernel/actor.js';
import { permissionDenied } from '../../../kernel/common.errors.js';

/** Passwords, second factors, sessions and tokens are for a person at a session, never for a program with an API token. */
export function demandSession(actor: PersonActor): void {
  if (actor.scopes !== null) {
    throw permissionDenied();
  }
}
