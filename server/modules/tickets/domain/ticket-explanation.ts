import type { PersonActor } from '../../../kernel/actor.js';
import type { AccountStatus } from '../../../kernel/role.js';
import {
  lacksAssignee,
  transitionsFor,
  whoMakes,
  type LifecycleRules,
  type Need,
  type TransitionActor,
} from './ticket-lifecycle.js';
import {
  canSee,
  decide,
  GRANTS,
  isRelated,
  obstacleTo,
  OBSTACLES,
  TICKET_ACTIONS,
  transitionActors,
  VISIBLE_BY,
  type GrantRule,
  type PolicyFacts,
  type Relation,
  type TicketAction,
} from './ticket-policy.js';
import type { TicketStatus } from './ticket-status.js';

/** Parts that one can have in a ticket. */
export const PARTS = ['requester', 'assignee', 'watcher', 'team_member'] as const;
export type Part = (typeof PARTS)[number];

/** Why a ticket is seen, or not. */
export const SIGHT_RULES = [
  ...PARTS,
  'open_to_staff',
  'administrator',
  'no_part',
  'not_approved',
  'second_factor_missing',
] as const;
export type SightRule = (typeof SIGHT_RULES)[number];

/** What keeps a person from everything, before any ticket is looked at. */
type Bar = 'not_approved' | 'second_factor_missing';

/** Who an action is for, or what keeps a person from all of them. */
export const ACTION_RULES = [
  'everybody',
  'staff',
  'requester_or_staff',
  'requester',
  'not_visible',
  'not_approved',
  'second_factor_missing',
] as const satisfies readonly (GrantRule | 'not_visible' | Bar)[];
export type ActionRule = (typeof ACTION_RULES)[number];

/** What is in the way although it is allowed. */
export const HINDRANCES = [...OBSTACLES, 'not_yours'] as const;
export type Hindrance = (typeof HINDRANCES)[number];

export interface ActionExplanation {
  readonly action: TicketAction;
  readonly allowed: boolean;
  /** The ticket's state would let it happen. */
  readonly isPossible: boolean;
  readonly rule: ActionRule;
  /** Null when it is possible. */
  readonly because: Hindrance | null;
}

/** One way out of the present status. */
export interface TransitionExplanation {
  readonly to: TicketStatus;
  readonly who: readonly TransitionActor[];
  readonly allowed: boolean;
  /** All that the ticket itself must have is there; texts are given with the change. */
  readonly isPossible: boolean;
  readonly needs: readonly Need[];
  readonly because: Hindrance | null;
}

export interface Explanation {
  readonly relations: readonly Part[];
  readonly visible: { readonly allowed: boolean; readonly rule: SightRule };
  readonly actions: readonly ActionExplanation[];
  readonly transitions: readonly TransitionExplanation[];
}

const PART_OF: Readonly<Record<Part, Relation>> = {
  requester: 'requester',
  assignee: 'assignee',
  watcher: 'watcher',
  team_member: 'team member',
};
const RULE_OF: Readonly<Record<Relation, SightRule>> = {
  requester: 'requester',
  assignee: 'assignee',
  watcher: 'watcher',
  'team member': 'team_member',
  'open to staff': 'open_to_staff',
  anyone: 'administrator',
};

/**
 * Which line of the table lets this person do what to this ticket, or does not (X10). Asked of the very functions that
 * decide, so that it cannot say anything else than what happens: `allowed && isPossible` is `allowedActions`.
 */
export function explain(
  actor: PersonActor,
  status: AccountStatus,
  ticket: PolicyFacts,
  rules: LifecycleRules,
  now: Date,
): Explanation {
  const bar = barTo(actor, status);
  const isSeen = bar === null && canSee(actor, ticket).allowed;
  return {
    relations: PARTS.filter((part) => isRelated(actor, PART_OF[part], ticket)),
    visible: { allowed: isSeen, rule: bar ?? sightRule(actor, ticket) },
    actions: TICKET_ACTIONS.map((action) => {
      const because = obstacleTo(actor, action, ticket, rules, now);
      return {
        action,
        allowed: isSeen && decide(actor, action, ticket).allowed,
        isPossible: because === null,
        rule: bar ?? (isSeen ? GRANTS[action] : 'not_visible'),
        because,
      };
    }),
    transitions: isSeen ? transitionsOf(actor, ticket, rules, now) : [],
  };
}

function barTo(actor: PersonActor, status: AccountStatus): Bar | null {
  if (status !== 'Approved') {
    return 'not_approved';
  }
  return actor.mustSetUpSecondFactor ? 'second_factor_missing' : null;
}

function sightRule(actor: PersonActor, ticket: PolicyFacts): SightRule {
  const relation = VISIBLE_BY[actor.role].find((candidate) => isRelated(actor, candidate, ticket));
  return relation === undefined ? 'no_part' : RULE_OF[relation];
}

function transitionsOf(
  actor: PersonActor,
  ticket: PolicyFacts,
  rules: LifecycleRules,
  now: Date,
): TransitionExplanation[] {
  const parts = transitionActors(actor, ticket);
  const open = transitionsFor(ticket, parts, rules, now);
  return rules.transitions
    .filter(({ from }) => from === ticket.status)
    .map((transition) => {
      const makers = whoMakes(rules, transition);
      const isGranted = makers.some((who) => parts.includes(who));
      const wouldBe = transition.who.some((who) => parts.includes(who));
      const because: Hindrance | null = !isGranted
        ? wouldBe
          ? 'only_admins_approve'
          : 'not_yours'
        : !open.includes(transition)
          ? 'reopen_window_over'
          : lacksAssignee(transition, ticket)
            ? 'assignee_missing'
            : null;
      return {
        to: transition.to,
        who: [...makers],
        allowed: isGranted,
        isPossible: because === null,
        needs: [...transition.needs],
        because,
      };
    });
}
