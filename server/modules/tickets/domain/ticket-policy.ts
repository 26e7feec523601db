import { isInScope, type Actor, type PersonActor } from '../../../kernel/actor.js';
import { allow, forbid, hide, type Decision } from '../../../kernel/decision.js';
import type { Role } from '../../../kernel/role.js';
import { transitionsFor, type LifecycleFacts, type TransitionActor } from './ticket-lifecycle.js';
import { STATUS_DEFINITIONS } from './ticket-status.js';

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
  'withdraw',
  'close',
  'reopen',
  'watch',
  'unwatch',
  'manage_watchers',
  'delete_attachment',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

type Grant = 'visible' | 'requester' | 'never';
type GrantRow = Readonly<Record<Role, Grant>>;

const EVERYBODY: GrantRow = { Employee: 'visible', 'Ticket Coordinator': 'visible', 'System Admin': 'visible' };
const STAFF_ONLY: GrantRow = { ...EVERYBODY, Employee: 'never' };
const OWN_OR_STAFF: GrantRow = { ...EVERYBODY, Employee: 'requester' };
const OWNER_ONLY: GrantRow = { Employee: 'requester', 'Ticket Coordinator': 'requester', 'System Admin': 'requester' };

/** The table of `domain`, Who may do what, once the ticket is visible. States are asked afterwards (409). */
export const GRANTS: Readonly<Record<TicketAction | 'read_internal', GrantRow>> = {
  read_internal: STAFF_ONLY,
  reply: EVERYBODY,
  note: STAFF_ONLY,
  edit: OWN_OR_STAFF,
  attach: EVERYBODY,
  claim: STAFF_ONLY,
  assign: STAFF_ONLY,
  set_team: STAFF_ONLY,
  set_priority: STAFF_ONLY,
  set_tags: STAFF_ONLY,
  set_confidential: STAFF_ONLY,
  change_status: STAFF_ONLY,
  withdraw: OWNER_ONLY,
  close: OWN_OR_STAFF,
  reopen: OWN_OR_STAFF,
  watch: EVERYBODY,
  unwatch: EVERYBODY,
  manage_watchers: STAFF_ONLY,
  delete_attachment: OWN_OR_STAFF,
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
  const grant = GRANTS[action][actor.role];
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

/** Whether the ticket's state allows the action, the permission being granted. */
export function isPossible(actor: Actor, action: TicketAction, ticket: PolicyFacts, now: Date): boolean {
  const { category, isFinal } = STATUS_DEFINITIONS[ticket.status];
  // Only where it is asked for: a page of a list asks eighteen actions of each ticket.
  const targets = () => transitionsFor(ticket, transitionActors(actor, ticket), now);
  const isEmployee = actor.kind === 'person' && actor.role === 'Employee';
  switch (action) {
    case 'reply':
      return !isFinal;
    case 'attach':
      return !isFinal && category !== 'closed';
    case 'edit':
      return isEmployee ? ticket.status === 'New' : !isFinal;
    case 'claim':
      return ticket.assigneeId === null && (category === 'new' || category === 'open');
    case 'assign':
    case 'set_team':
      return category !== 'closed' && category !== 'resolved';
    case 'set_priority':
    case 'set_tags':
      return !isFinal;
    case 'change_status':
      return targets().length > 0;
    case 'withdraw':
      return targets().some(({ to }) => to === 'Withdrawn');
    case 'close':
      return targets().some(({ to }) => to === 'Closed');
    case 'reopen':
      return targets().some(({ isReopening }) => isReopening === true);
    case 'watch':
      return !ticket.isWatchedByActor;
    case 'unwatch':
      return ticket.isWatchedByActor;
    case 'delete_attachment':
      return isEmployee ? !ticket.isAnswered && !isFinal : true;
    case 'note':
    case 'manage_watchers':
    case 'set_confidential':
      return true;
  }
}

/** Everything the actor may do with this ticket now: permitted and possible. */
export function abilitiesOf(actor: Actor, ticket: PolicyFacts, now: Date): readonly TicketAction[] {
  return TICKET_ACTIONS.filter(
    (action) => decide(actor, action, ticket).allowed && isPossible(actor, action, ticket, now),
  );
}
