import type { PersonActor } from '../../../kernel/actor.js';
import type { Decision } from '../../../kernel/decision.js';
import { decideScoped, type Scope, type Scoped } from '../../../kernel/scope.js';

export interface SavedReply {
  readonly id: string;
  readonly scope: Scope;
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

/** Saved replies are for staff. */
export function decideReply(actor: PersonActor, action: 'read' | ReplyAction, reply: Scoped): Decision {
  return decideScoped(actor, action === 'read' ? 'see' : 'change', 'a saved reply', reply);
}

export function replyActions(actor: PersonActor, reply: Scoped): readonly ReplyAction[] {
  return REPLY_ACTIONS.filter((action) => decideReply(actor, action, reply).allowed);
}
