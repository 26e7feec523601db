import type { Role } from '../../../kernel/role.js';

/** Few enough that a new set should be made: shown beside the count. */
export const LOW_RECOVERY_CODES = 3;

/** Whether somebody may do nothing but set up his second factor: his role needs one, and he has none. */
export function mustSetUpSecondFactor(
  person: { readonly role: Role; readonly hasSecondFactor: boolean },
  rolesInNeed: readonly Role[],
): boolean {
  return !person.hasSecondFactor && rolesInNeed.includes(person.role);
}
