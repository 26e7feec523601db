import { isInScope, type Actor, type PersonActor } from '../../../kernel/actor.js';
import { allow, forbid, hide, type Decision } from '../../../kernel/decision.js';
import type { Role } from '../../../kernel/role.js';
import {
  isReopening,
  lacksAssignee,
  transitionsFor,
  type LifecycleFacts,
  type LifecycleRules,
  type TransitionActor,
} from './ticket-lifecycle.js';
import { hasEnded, STATUS_DEFINITIONS, type TicketStatus } from './ticket-status.js';

/** Who somebody is to a ticket. */
export const RELATIONS = ['requester', 'assignee', 'watcher', 'team member', 'open to staff', 'anyone'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What the policy needs to know of a ticket. */
export interface PolicyFacts extends LifecycleFacts {
  readonly requesterId: string;
  readonly teamId: string | null;
  readonly confidential: boolean;
  readonly isWatchedByActor: boolean;
  /** A public reply by staff exists. */
  readonly isAnswered: boolean;
}

/**
 * Who may see a ticket, by role: any of these relations is enough. `domain`, Who may do what. The SQL of lists is made
 * from the same table (`ticket-scope.sql.ts`).
 */
export const VISIBLE_BY: Readonly<Record<Role, readonly Relation[]>> = {
  Employee: ['requester', 'watcher'],
  'Ticket Coordinator': ['open to staff', 'requester', 'assignee', 'watcher', 'team member'],
  'System Admin': ['anyone'],
};

/** Words of `allowedActions`. `read_internal` is never listed: it only decides what is shown. */
export const TICKET_ACTIONS = [
  'reply',
  'note',
  'edit',
  'attach',
  'claim',
  'assign',
  'set_team',
  'set_priority',
  'set_tags',
  'set_confidential',
  'change_status',
  'change_hold',
  'withdraw',
  'close',
  'reopen',
  'watch',
  'unwatch',
  'manage_watchers',
  'link',
  'delete_attachment',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

type Grant = 'visible' | 'requester' | 'never';
type GrantRow = Readonly<Record<Role, Grant>>;

const EVERYBODY: GrantRow = { Employee: 'visible', 'Ticket Coordinator': 'visible', 'System Admin': 'visible' };

/** Who may do a thing to a ticket that he sees: the lines of the table of `domain`, by the names that explain them. */
export const GRANT_ROWS = {
  everybody: EVERYBODY,
  staff: { ...EVERYBODY, Employee: 'never' },
  requester_or_staff: { ...EVERYBODY, Employee: 'requester' },
  requester: { Employee: 'requester', 'Ticket Coordinator': 'requester', 'System Admin': 'requester' },
} as const satisfies Readonly<Record<string, GrantRow>>;
export type GrantRule = keyof typeof GRANT_ROWS;

/** The table of `domain`, Who may do what, once the ticket is visible. States are asked afterwards (409). */
export const GRANTS: Readonly<Record<TicketAction | 'read_internal', GrantRule>> = {
  read_internal: 'staff',
  reply: 'everybody',
  note: 'staff',
  edit: 'requester_or_staff',
  attach: 'everybody',
  claim: 'staff',
  assign: 'staff',
  set_team: 'staff',
  set_priority: 'staff',
  set_tags: 'staff',
  set_confidential: 'staff',
  change_status: 'staff',
  change_hold: 'staff',
  withdraw: 'requester',
  close: 'requester_or_staff',
  reopen: 'requester_or_staff',
  watch: 'everybody',
  unwatch: 'everybody',
  manage_watchers: 'staff',
  link: 'staff',
  delete_attachment: 'requester_or_staff',
};

/** Pure meaning of each relation; `ticket-scope.sql.ts` says the same in SQL and a grid test compares the two. */
export function isRelated(actor: PersonActor, relation: Relation, ticket: PolicyFacts): boolean {
  switch (relation) {
    case 'requester':
      return ticket.requesterId === actor.id;
    case 'assignee':
      return ticket.assigneeId === actor.id;
    case 'watcher':
      return ticket.isWatchedByActor;
    case 'team member':
      return ticket.teamId !== null && actor.teamIds.includes(ticket.teamId);
    case 'open to staff':
      return !ticket.confidential;
    case 'anyone':
      return true;
  }
}

export function canSee(actor: Actor, ticket: PolicyFacts): Decision {
  switch (actor.kind) {
    case 'system':
    case 'workflow':
      return allow(`${actor.kind} sees every ticket`);
    case 'anonymous':
      return hide('tickets are for people who signed in');
    case 'person': {
      const relation = VISIBLE_BY[actor.role].find((candidate) => isRelated(actor, candidate, ticket));
      return relation === undefined
        ? hide(`${actor.role} has no part in this ticket`)
        : allow(`${actor.role}: ${relation}`);
    }
  }
}

/** To be on a ticket (`domain`): requester, assignee, watcher, or member of its team. */
export function isOn(actor: PersonActor, ticket: PolicyFacts): boolean {
  return (['requester', 'assignee', 'watcher', 'team member'] as const).some((part) => isRelated(actor, part, ticket));
}

/**
 * 404 before 403: what one may not see is hidden whatever is asked. A narrow API token acts only if it was made for it;
 * that it may read is the route's question, since the answer to a create-only token is the ticket it made.
 */
export function decide(actor: Actor, action: TicketAction | 'read' | 'read_internal', ticket: PolicyFacts): Decision {
  const sight = canSee(actor, ticket);
  if (!sight.allowed || action === 'read' || actor.kind !== 'person') {
    return sight;
  }
  if (action !== 'read_internal' && !isInScope(actor, 'ticket:act')) {
    return forbid('the API token is not made for acting on tickets');
  }
  const grant: Grant = GRANT_ROWS[GRANTS[action]][actor.role];
  const isGranted = grant === 'visible' || (grant === 'requester' && ticket.requesterId === actor.id);
  return isGranted ? allow(`${actor.role} may ${action}: ${grant}`) : forbid(`${actor.role} may ${action}: ${grant}`);
}

/** Which lines of the lifecycle table an actor stands in for this ticket. */
export function transitionActors(actor: Actor, ticket: PolicyFacts): readonly TransitionActor[] {
  if (actor.kind === 'system' || actor.kind === 'workflow') {
    return [actor.kind];
  }
  if (actor.kind === 'anonymous' || !isInScope(actor, 'ticket:act')) {
    return [];
  }
  const own: readonly TransitionActor[] = ticket.requesterId === actor.id ? ['owner'] : [];
  switch (actor.role) {
    case 'Employee':
      return own;
    case 'Ticket Coordinator':
      return [...own, 'coordinator'];
    case 'System Admin':
      return [...own, 'admin'];
  }
}

/** What in the ticket's state stands in the way of an action that is granted. */
export const OBSTACLES = [
  'final',
  'ended',
  'resolved_or_ended',
  'no_longer_new',
  'requester_only',
  'only_admins_approve',
  'assignee_missing',
  'has_assignee',
  'not_waiting',
  'not_on_hold',
  'no_transition',
  'not_solved',
  'reopen_window_over',
  'watches_already',
  'does_not_watch',
  'answered',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Null when the ticket's state allows the action; whether it is granted is another question. */
export function obstacleTo(
  actor: Actor,
  action: TicketAction,
  ticket: PolicyFacts,
  rules: LifecycleRules,
  now: Date,
): Obstacle | null {
  const { category, isFinal } = STATUS_DEFINITIONS[ticket.status];
  // Only where it is asked for: a page of a list asks eighteen actions of each ticket.
  const targets = () => transitionsFor(ticket, transitionActors(actor, ticket), rules, now);
  const way = (to: TicketStatus) => targets().find((target) => target.to === to);
  const isForOwner = (status: TicketStatus) =>
    transitionsFor(ticket, ['owner'], rules, now).some(({ to }) => to === status);
  // A new ticket is opened by what begins work on it.
  const unopened = () => (category === 'new' && way('Open') === undefined ? 'only_admins_approve' : null);
  const isEmployee = actor.kind === 'person' && actor.role === 'Employee';
  const final = isFinal ? 'final' : null;
  switch (action) {
    case 'reply':
    case 'set_priority':
    case 'set_tags':
      return final;
    case 'attach':
      return final ?? (category === 'closed' ? 'ended' : null);
    case 'edit':
      return isEmployee && ticket.status !== 'New' ? 'no_longer_new' : final;
    case 'claim':
      if (ticket.assigneeId !== null) {
        return 'has_assignee';
      }
      return category === 'new' || category === 'open' ? unopened() : 'not_waiting';
    case 'assign':
    case 'set_team':
      return hasEnded(ticket.status) ? 'resolved_or_ended' : unopened();
    case 'change_status':
      return targets().length > 0 ? null : (final ?? 'no_transition');
    case 'change_hold':
      return category === 'paused' ? null : 'not_on_hold';
    case 'withdraw': {
      const withdrawing = way('Withdrawn');
      if (withdrawing !== undefined) {
        return lacksAssignee(withdrawing, ticket) ? 'assignee_missing' : null;
      }
      if (isForOwner('Withdrawn')) {
        return 'requester_only';
      }
      return final ?? (hasEnded(ticket.status) ? 'resolved_or_ended' : 'no_transition');
    }
    case 'close': {
      const closing = way('Closed');
      if (closing !== undefined) {
        return lacksAssignee(closing, ticket) ? 'assignee_missing' : null;
      }
      return isForOwner('Closed') ? 'requester_only' : (final ?? (category === 'closed' ? 'ended' : 'no_transition'));
    }
    case 'reopen':
      if (targets().some((target) => target.to === 'Open' && isReopening(target))) {
        return null;
      }
      if (final !== null || !hasEnded(ticket.status)) {
        return final ?? 'not_solved';
      }
      if (!isGivenToOwner(rules, ticket.status, 'Open')) {
        return 'no_transition';
      }
      return transitionActors(actor, ticket).includes('owner') ? 'reopen_window_over' : 'requester_only';
    case 'watch':
      return ticket.isWatchedByActor ? 'watches_already' : null;
    case 'unwatch':
      return ticket.isWatchedByActor ? null : 'does_not_watch';
    case 'delete_attachment':
      return isEmployee ? (ticket.isAnswered ? 'answered' : final) : null;
    case 'note':
    case 'manage_watchers':
    case 'link':
    case 'set_confidential':
      return null;
  }
}

function isGivenToOwner({ transitions }: LifecycleRules, start: TicketStatus, end: TicketStatus): boolean {
  return transitions.some(({ from, to, who }) => from === start && to === end && who.includes('owner'));
}

/** Whether the ticket's state allows the action, the permission being granted. */
export function isPossible(
  actor: Actor,
  action: TicketAction,
  ticket: PolicyFacts,
  rules: LifecycleRules,
  now: Date,
): boolean {
  return obstacleTo(actor, action, ticket, rules, now) === null;
}

/** Everything the actor may do with this ticket now: permitted and possible. */
export function abilitiesOf(
  actor: Actor,
  ticket: PolicyFacts,
  rules: LifecycleRules,
  now: Date,
): readonly TicketAction[] {
  return TICKET_ACTIONS.filter(
    (action) => decide(actor, action, ticket).allowed && isPossible(actor, action, ticket, rules, now),
  );
}
