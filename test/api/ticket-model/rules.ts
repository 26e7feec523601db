import {
  isStaff,
  ROLE_OF,
  TEAMS_OF,
  type ActorName,
  type ModelLink,
  type ModelState,
  type ModelTicket,
  type Status,
} from './world.js';

/**
 * `domain`, Who may do what and Ticket lifecycle, written down a second time: nothing here comes from the server.
 * Where the document is silent (a claim of a held ticket, tags of a final one), what the desk says everywhere is the rule.
 */

type Who = 'owner' | 'coordinator' | 'admin' | 'system' | 'workflow';
export type Need = 'reason' | 'assignee' | 'holdReason' | 'resolution';
export interface Way {
  readonly from: readonly Status[];
  readonly to: Status;
  readonly who: readonly Who[];
  readonly needs: readonly Need[];
}

const WAYS: readonly Way[] = [
  { from: ['New'], to: 'Open', who: ['coordinator', 'admin', 'workflow'], needs: [] },
  { from: ['New', 'Open'], to: 'Rejected', who: ['coordinator', 'admin'], needs: ['reason'] },
  { from: ['Open'], to: 'In Progress', who: ['coordinator', 'admin', 'workflow'], needs: ['assignee'] },
  { from: ['Open', 'In Progress'], to: 'On Hold', who: ['coordinator', 'admin', 'workflow'], needs: ['holdReason'] },
  { from: ['On Hold'], to: 'Open', who: ['coordinator', 'admin', 'workflow', 'system'], needs: [] },
  { from: ['On Hold'], to: 'In Progress', who: ['coordinator', 'admin', 'workflow', 'system'], needs: [] },
  { from: ['In Progress'], to: 'Open', who: ['coordinator', 'admin'], needs: [] },
  {
    from: ['Open', 'In Progress', 'On Hold'],
    to: 'Resolved',
    who: ['coordinator', 'admin', 'workflow'],
    needs: ['resolution'],
  },
  { from: ['Resolved'], to: 'Closed', who: ['owner', 'coordinator', 'admin', 'system'], needs: [] },
  { from: ['Open', 'In Progress', 'On Hold'], to: 'Closed', who: ['owner'], needs: [] },
  { from: ['New', 'Open', 'In Progress', 'On Hold'], to: 'Withdrawn', who: ['owner'], needs: [] },
  { from: ['Resolved', 'Closed'], to: 'Open', who: ['owner', 'coordinator', 'admin'], needs: ['reason'] },
];

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const REOPEN_WINDOW = 14 * DAY;
const AUTO_CLOSE = 7 * DAY;

export const isFinal = (status: Status): boolean => ['Rejected', 'Withdrawn', 'Merged'].includes(status);
export const hasEnded = (status: Status): boolean => ['Resolved', 'Closed'].includes(status) || isFinal(status);

export function isOn(actor: ActorName, ticket: ModelTicket): boolean {
  return (
    ticket.requester === actor ||
    ticket.assignee === actor ||
    ticket.watchers.includes(actor) ||
    (ticket.team !== null && TEAMS_OF[actor].includes(ticket.team))
  );
}

export function canSee(actor: ActorName, ticket: ModelTicket): boolean {
  switch (ROLE_OF[actor]) {
    case 'Employee':
      return ticket.requester === actor || ticket.watchers.includes(actor);
    case 'Ticket Coordinator':
      return !ticket.confidential || isOn(actor, ticket);
    case 'System Admin':
      return true;
  }
}

export function isInWindow({ resolvedAt, closedAt }: ModelTicket, now: number): boolean {
  return now - Math.max(resolvedAt ?? 0, closedAt ?? 0) <= REOPEN_WINDOW;
}

/** Where these may lead it now; for the owner alone only inside the reopen window. */
export function waysFor(who: readonly Who[], ticket: ModelTicket, now: number): Way[] {
  return WAYS.filter((way) => {
    const able = way.who.filter((one) => who.includes(one));
    const isLate = way.to === 'Open' && hasEnded(ticket.status) && !isInWindow(ticket, now);
    return way.from.includes(ticket.status) && able.some((one) => !(one === 'owner' && isLate));
  });
}

export function whoIs(actor: ActorName, ticket: ModelTicket): Who[] {
  const own: Who[] = ticket.requester === actor ? ['owner'] : [];
  const byRole: Record<string, Who[]> = { 'Ticket Coordinator': ['coordinator'], 'System Admin': ['admin'] };
  return [...own, ...(byRole[ROLE_OF[actor]] ?? [])];
}

export function ways(actor: ActorName, ticket: ModelTicket, now: number): Way[] {
  return waysFor(whoIs(actor, ticket), ticket, now);
}

export type Action =
  | 'reply'
  | 'note'
  | 'edit'
  | 'attach'
  | 'claim'
  | 'assign'
  | 'set_team'
  | 'set_priority'
  | 'set_tags'
  | 'set_confidential'
  | 'change_status'
  | 'change_hold'
  | 'withdraw'
  | 'close'
  | 'reopen'
  | 'watch'
  | 'unwatch'
  | 'manage_watchers'
  | 'link'
  | 'delete_attachment';

/** The table of who may do what, on a ticket that he sees. */
export function isGranted(actor: ActorName, action: Action, ticket: ModelTicket): boolean {
  switch (action) {
    case 'reply':
    case 'attach':
    case 'watch':
    case 'unwatch':
      return true;
    case 'withdraw':
      return ticket.requester === actor;
    case 'edit':
    case 'close':
    case 'reopen':
    case 'delete_attachment':
      return isStaff(actor) || ticket.requester === actor;
    default:
      return isStaff(actor);
  }
}

/** What the ticket's state allows, once it is granted. */
export function isPossible(actor: ActorName, action: Action, ticket: ModelTicket, now: number): boolean {
  const { status } = ticket;
  const leadsTo = (to: Status): boolean => ways(actor, ticket, now).some((way) => way.to === to);
  switch (action) {
    case 'reply':
    case 'set_priority':
    case 'set_tags':
      return !isFinal(status);
    case 'attach':
      return !isFinal(status) && status !== 'Closed';
    case 'edit':
      return isStaff(actor) ? !isFinal(status) : status === 'New';
    case 'claim':
      return ticket.assignee === null && ['New', 'Open', 'In Progress'].includes(status);
    case 'assign':
    case 'set_team':
      return !hasEnded(status);
    case 'change_status':
      return ways(actor, ticket, now).length > 0;
    case 'change_hold':
      return status === 'On Hold';
    case 'withdraw':
      return leadsTo('Withdrawn');
    case 'close':
      return leadsTo('Closed');
    case 'reopen':
      return hasEnded(status) && leadsTo('Open');
    case 'watch':
      return !ticket.watchers.includes(actor);
    case 'unwatch':
      return ticket.watchers.includes(actor);
    case 'delete_attachment':
      return isStaff(actor) || (!ticket.isAnswered && !isFinal(status));
    case 'note':
    case 'set_confidential':
    case 'manage_watchers':
    case 'link':
      return true;
  }
}

const ACTIONS: readonly Action[] = [
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
];

export function allowedActions(actor: ActorName, ticket: ModelTicket, now: number): Action[] {
  return ACTIONS.filter((action) => isGranted(actor, action, ticket) && isPossible(actor, action, ticket, now));
}

/** What the desk does by itself once a time has come. */
export function dueBySystem(ticket: ModelTicket, now: number): Status | null {
  const { status, holdUntil, resolvedAt, statusBeforeHold } = ticket;
  if (status === 'On Hold' && holdUntil !== null && holdUntil <= now) {
    return statusBeforeHold;
  }
  return status === 'Resolved' && resolvedAt !== null && resolvedAt + AUTO_CLOSE <= now ? 'Closed' : null;
}

/** Links that somebody is told of: staff's own order is staff's, a follow-up is also the requester's. */
export function linkCount(actor: ActorName, state: ModelState, index: number): number {
  const sees = (other: number): boolean => {
    const ticket = state.tickets[other];
    return ticket !== undefined && canSee(actor, ticket);
  };
  const otherEnd = ({ from, to }: ModelLink): number | null => (from === index ? to : to === index ? from : null);
  const linked = state.links.map(otherEnd).filter((other) => other !== null);
  const before = state.tickets[index]?.followUpOf ?? null;
  const after = state.tickets.flatMap(({ followUpOf }, other) => (followUpOf === index ? [other] : []));
  const follows = [...(before === null ? [] : [before]), ...after];
  return [...(isStaff(actor) ? linked : []), ...follows].filter(sees).length;
}

/** Whether the table knows this way at all, whoever takes it. */
export function isWay(from: string, to: string): boolean {
  return WAYS.some((way) => (way.from as readonly string[]).includes(from) && way.to === to);
}
