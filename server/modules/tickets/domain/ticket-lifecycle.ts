import { STATUS_DEFINITIONS, STATUSES, type HoldReason, type TicketStatus } from './ticket-status.js';

/** Who makes a transition: `owner` is the requester, whatever his role. */
export const TRANSITION_ACTORS = ['owner', 'coordinator', 'admin', 'system', 'workflow'] as const;
export type TransitionActor = (typeof TRANSITION_ACTORS)[number];

/** What must be given or true. `assignee` is a fact of the ticket, the others are texts of the request. */
export const NEEDS = ['reason', 'assignee', 'holdReason', 'resolution'] as const;
export type Need = (typeof NEEDS)[number];

export interface Transition {
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  readonly who: readonly TransitionActor[];
  readonly needs: readonly Need[];
  /** For the owner only until the reopen window ends. */
  readonly isReopening?: true;
}

const STAFF: readonly TransitionActor[] = ['coordinator', 'admin'];
const STAFF_AND_WORKFLOW: readonly TransitionActor[] = [...STAFF, 'workflow'];

/** The default lifecycle, line by line as in `domain`, Ticket lifecycle. Merged is reached by merging alone. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'New', to: 'Open', who: STAFF_AND_WORKFLOW, needs: [] },
  ...from(['New', 'Open'], 'Rejected', STAFF, ['reason']),
  { from: 'Open', to: 'In Progress', who: STAFF_AND_WORKFLOW, needs: ['assignee'] },
  ...from(['Open', 'In Progress'], 'On Hold', STAFF_AND_WORKFLOW, ['holdReason']),
  { from: 'On Hold', to: 'Open', who: [...STAFF_AND_WORKFLOW, 'system'], needs: [] },
  { from: 'On Hold', to: 'In Progress', who: [...STAFF_AND_WORKFLOW, 'system'], needs: [] },
  { from: 'In Progress', to: 'Open', who: [...STAFF, 'system'], needs: [] },
  ...from(['Open', 'In Progress', 'On Hold'], 'Resolved', STAFF_AND_WORKFLOW, ['resolution']),
  { from: 'Resolved', to: 'Closed', who: ['owner', ...STAFF, 'system'], needs: [] },
  ...from(['Open', 'In Progress', 'On Hold'], 'Closed', ['owner'], []),
  ...from(['New', 'Open', 'In Progress', 'On Hold'], 'Withdrawn', ['owner'], []),
  { from: 'Resolved', to: 'Open', who: ['owner', ...STAFF], needs: ['reason'], isReopening: true },
  { from: 'Closed', to: 'Open', who: ['owner', ...STAFF], needs: ['reason'], isReopening: true },
];

function from(
  statuses: readonly TicketStatus[],
  to: TicketStatus,
  who: readonly TransitionActor[],
  needs: readonly Need[],
): Transition[] {
  return statuses.map((status) => ({ from: status, to, who, needs }));
}

/** Days the requester may reopen, from the later of resolved and closed. */
export const REOPEN_WINDOW_DAYS = 14;
/** Days after which a resolved ticket closes by itself. */
export const AUTO_CLOSE_DAYS = 7;
const DAY = 86_400_000;

/** What the lifecycle needs to know of a ticket. */
export interface LifecycleFacts {
  readonly status: TicketStatus;
  readonly assigneeId: string | null;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
}

/** Texts and choices given with a change of status. */
export interface TransitionGifts {
  readonly reason?: string | undefined;
  readonly resolution?: string | undefined;
  readonly holdReason?: HoldReason | undefined;
  /** Needed when the hold is scheduled. */
  readonly until?: Date | undefined;
}

export function isInReopenWindow(ticket: LifecycleFacts, now: Date): boolean {
  const ended = Math.max(ticket.resolvedAt?.getTime() ?? 0, ticket.closedAt?.getTime() ?? 0);
  return ended > 0 && now.getTime() - ended <= REOPEN_WINDOW_DAYS * DAY;
}

/** The transitions these actors may make now, without asking whether their needs are met. */
export function transitionsFor(
  ticket: LifecycleFacts,
  actors: readonly TransitionActor[],
  now: Date,
): readonly Transition[] {
  return TRANSITIONS.filter((transition) => {
    if (transition.from !== ticket.status) {
      return false;
    }
    const able = transition.who.filter((who) => actors.includes(who));
    const isOwnerAlone = able.length > 0 && able.every((who) => who === 'owner');
    return able.length > 0 && !(transition.isReopening === true && isOwnerAlone && !isInReopenWindow(ticket, now));
  });
}

/** Which needs are not met; `until` belongs to a scheduled hold. */
export function missingNeeds(
  transition: Transition,
  ticket: LifecycleFacts,
  gifts: TransitionGifts,
): readonly (Need | 'until')[] {
  const missing: (Need | 'until')[] = transition.needs.filter((need) => {
    switch (need) {
      case 'assignee':
        return ticket.assigneeId === null;
      case 'reason':
        return isBlank(gifts.reason);
      case 'resolution':
        return isBlank(gifts.resolution);
      case 'holdReason':
        return gifts.holdReason === undefined;
    }
  });
  return gifts.holdReason === 'scheduled' && gifts.until === undefined && transition.to === 'On Hold'
    ? [...missing, 'until']
    : missing;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Whether reaching `to` sends the ticket to the Workflow system. */
export function startsWorkflow(transition: Transition): boolean {
  return transition.to === 'Open' && (transition.from === 'New' || transition.isReopening === true);
}

/** What is wrong with a lifecycle: unreachable statuses, and dead ends outside the category closed. */
export function lifecycleProblems(transitions: readonly Transition[]): readonly string[] {
  const reached = new Set<TicketStatus>(['New']);
  for (let grew = true; grew;) {
    const before = reached.size;
    transitions.filter(({ from: start }) => reached.has(start)).forEach(({ to }) => reached.add(to));
    grew = reached.size > before;
  }
  return STATUSES.flatMap((status) => [
    ...(reached.has(status) || status === 'Merged' ? [] : [`${status} cannot be reached`]),
    ...(STATUS_DEFINITIONS[status].category === 'closed' || transitions.some(({ from: start }) => start === status)
      ? []
      : [`${status} is a dead end`]),
  ]);
}
