import { isAdmin, isStaff, type PersonActor } from './actor.js';
import { allow, forbid, hide, type Decision } from './decision.js';

/** For whom staff keep something they made for themselves or each other, like saved views and saved replies. */
export const SCOPES = ['own', 'team', 'everyone'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Scoped {
  readonly scope: Scope;
  /** Who made it; null for what the desk brought along. */
  readonly ownerId: string | null;
  /** Of the scope team alone. */
  readonly teamId: string | null;
}

type Party = 'owner' | 'member' | 'staff' | 'admin';

/** Who sees it and who changes it. */
const SCOPE_RULES: Readonly<Record<Scope, { readonly see: Party; readonly change: Party }>> = {
  own: { see: 'owner', change: 'owner' },
  team: { see: 'member', change: 'member' },
  everyone: { see: 'staff', change: 'admin' },
};

function isOf(party: Party, actor: PersonActor, { ownerId, teamId }: Scoped): boolean {
  switch (party) {
    case 'owner':
      return ownerId === actor.id;
    case 'member':
      return teamId !== null && actor.teamIds.includes(teamId);
    case 'staff':
      return true;
    case 'admin':
      return isAdmin(actor);
  }
}

/** `noun` is what it is called, as in 'a saved reply'. Nobody but staff sees any of it. */
export function decideScoped(actor: PersonActor, wish: 'see' | 'change', noun: string, scoped: Scoped): Decision {
  const { see, change } = SCOPE_RULES[scoped.scope];
  const of = `${noun} of scope ${scoped.scope}`;
  if (!isStaff(actor) || !isOf(see, actor, scoped)) {
    return hide(`${of} is seen by: ${see}`);
  }
  if (wish === 'see') {
    return allow(`${of} is seen by: ${see}`);
  }
  const rule = `${of} is changed by: ${change}`;
  return isOf(change, actor, scoped) ? allow(rule) : forbid(rule);
}
