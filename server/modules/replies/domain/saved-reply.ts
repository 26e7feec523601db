import { isAdmin, isStaff, type PersonActor } from '../../../kernel/actor.js';
import { allow, forbid, hide, type Decision } from '../../../kernel/decision.js';

export const REPLY_SCOPES = ['own', 'team', 'everyone'] as const;
export type ReplyScope = (typeof REPLY_SCOPES)[number];

export interface SavedReply {
  readonly id: string;
  readonly scope: ReplyScope;
  /** Who made it; null for those the desk brought along. */
  readonly ownerId: string | null;
  /** Of the scope team alone. */
  readonly teamId: string | null;
  readonly categoryId: string | null;
  readonly name: string;
  /** Markdown with placeholders. */
  readonly body: string;
  /** What is typed to find it at once, like `vpn`. */
  readonly shortcut: string | null;
  readonly usedCount: number;
  readonly version: number;
  readonly updatedAt: Date;
}

/** So many one person, one team, and everybody can have: a shelf to choose from while somebody waits, no archive. */
export const REPLIES_PER_SCOPE = 100;

export const REPLY_ACTIONS = ['edit', 'delete'] as const;
export type ReplyAction = (typeof REPLY_ACTIONS)[number];

type Party = 'owner' | 'member' | 'staff' | 'admin';

/** Who sees a saved reply and who changes it: the rules of saved views. */
export const REPLY_RULES: Readonly<Record<ReplyScope, { readonly see: Party; readonly change: Party }>> = {
  own: { see: 'owner', change: 'owner' },
  team: { see: 'member', change: 'member' },
  everyone: { see: 'staff', change: 'admin' },
};

type Placed = Pick<SavedReply, 'scope' | 'ownerId' | 'teamId'>;

function isOf(party: Party, actor: PersonActor, { ownerId, teamId }: Placed): boolean {
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

/** Saved replies are for staff. */
export function decideReply(actor: PersonActor, action: 'read' | ReplyAction, reply: Placed): Decision {
  const { see, change } = REPLY_RULES[reply.scope];
  if (!isStaff(actor) || !isOf(see, actor, reply)) {
    return hide(`a saved reply of scope ${reply.scope} is seen by: ${see}`);
  }
  if (action === 'read') {
    return allow(`a saved reply of scope ${reply.scope} is seen by: ${see}`);
  }
  const rule = `a saved reply of scope ${reply.scope} is changed by: ${change}`;
  return isOf(change, actor, reply) ? allow(rule) : forbid(rule);
}

export function replyActions(actor: PersonActor, reply: Placed): readonly ReplyAction[] {
  return REPLY_ACTIONS.filter((action) => decideReply(actor, action, reply).allowed);
}
