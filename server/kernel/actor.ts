import { permissionsOf, permissionsWithin, type Permission } from './permission.js';
import type { Role } from './role.js';

/** Somebody signed in, as he is now: role and teams are read afresh, never taken from an old token. */
export interface PersonActor {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  /** The session (or API token) this request came with. */
  readonly sessionId: string;
  /** Narrows an API token to these words; null means all of the role. */
  readonly scopes: readonly Permission[] | null;
  /** The role needs a second factor and there is none: until it is set up, nothing but the own account is left. */
  readonly mustSetUpSecondFactor: boolean;
}

/** Timed work of the desk itself. */
export interface SystemActor {
  readonly kind: 'system';
}

/** The external Workflow system, known by its signature. */
export interface WorkflowActor {
  readonly kind: 'workflow';
}

/** Nobody signed in: registration, password reset. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
}

export type Actor = PersonActor | SystemActor | WorkflowActor | AnonymousActor;

export const SYSTEM: SystemActor = { kind: 'system' };
export const WORKFLOW: WorkflowActor = { kind: 'workflow' };
export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };

/** Coordinators and administrators. */
export function isStaff(actor: Actor): boolean {
  return actor.kind === 'person' && actor.role !== 'Employee';
}

export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'person' && actor.role === 'System Admin';
}

export function actorPermissions(actor: PersonActor): readonly Permission[] {
  const all = permissionsWithin(actor.role, actor.mustSetUpSecondFactor);
  const { scopes } = actor;
  return scopes === null ? all : all.filter((permission) => scopes.includes(permission));
}

/** Whether a second factor is all that is missing: it would be allowed to the same person with one. */
export function lacksSecondFactor(actor: PersonActor, permission: Permission): boolean {
  return (
    actor.mustSetUpSecondFactor &&
    !actorPermissions(actor).includes(permission) &&
    permissionsOf(actor.role).includes(permission) &&
    (actor.scopes === null || actor.scopes.includes(permission))
  );
}

/**
 * Whether this may be used at all: an API token was made for some words, a session is made for all that its owner may.
 */
export function isInScope(actor: PersonActor, permission: Permission): boolean {
  return !actor.mustSetUpSecondFactor
    ? actor.scopes === null || actor.scopes.includes(permission)
    : actorPermissions(actor).includes(permission);
}

/** The id under which what an actor did is kept; null for everything that is no person. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}
