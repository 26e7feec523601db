import type { Role } from './role.js';

/**
 * Words a route asks for with `@Access`. They open the door of a route; what may be done to one record is decided
 * by that record's policy afterwards (404 before 403, see `docs/ARCHITECTURE.md`).
 */
const EMPLOYEE = [
  'account:own',
  'ticket:create',
  'ticket:read',
  'ticket:act',
  'category:read',
  'file:read',
  'file:upload',
  'task:read',
] as const;
const COORDINATOR = ['ticket:work', 'people:find'] as const;
const ADMIN = [
  'access:explain',
  'file:manage',
  'ticket:review',
  'user:manage',
  'category:manage',
  'mail:read',
  'mail:resend',
  'queue:manage',
  'integration:manage',
  'lifecycle:manage',
  'settings:manage',
  'sla:manage',
  'webhook:manage',
] as const;

export const PERMISSIONS = [...EMPLOYEE, ...COORDINATOR, ...ADMIN] as const;
export type Permission = (typeof PERMISSIONS)[number];

const BY_ROLE: Record<Role, readonly Permission[]> = {
  Employee: EMPLOYEE,
  'Ticket Coordinator': [...EMPLOYEE, ...COORDINATOR],
  'System Admin': PERMISSIONS,
};

/** What a role may do; the client shows menus and routes by these words. */
export function permissionsOf(role: Role): readonly Permission[] {
  return BY_ROLE[role];
}

/** All that is left to somebody whose role needs a second factor that he has not set up yet: his own account. */
const WHILE_SETTING_UP: readonly Permission[] = ['account:own'];

export function permissionsWithin(role: Role, mustSetUpSecondFactor: boolean): readonly Permission[] {
  return mustSetUpSecondFactor ? WHILE_SETTING_UP : permissionsOf(role);
}
