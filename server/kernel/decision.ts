import { permissionDenied, resourceNotFound } from './common.errors.js';

/**
 * The answer of a policy. `rule` names the line of the table that decided, so that "why" can be told.
 * hidden = answer as if it did not exist; forbidden = visible, but never allowed to this actor.
 */
export type Decision =
  | { readonly allowed: true; readonly rule: string }
  | { readonly allowed: false; readonly because: 'hidden' | 'forbidden'; readonly rule: string };

export function allow(rule: string): Decision {
  return { allowed: true, rule };
}

export function hide(rule: string): Decision {
  return { allowed: false, because: 'hidden', rule };
}

export function forbid(rule: string): Decision {
  return { allowed: false, because: 'forbidden', rule };
}

/** Throws what the order of refusals asks for: 404 for the hidden, 403 for the forbidden. */
export function enforce(decision: Decision): void {
  if (!decision.allowed) {
    throw decision.because === 'hidden' ? resourceNotFound() : permissionDenied();
  }
}
