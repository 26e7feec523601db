import { hasEnded, STATUS_DEFINITIONS, type HoldReason, type TicketStatus } from './ticket-status.js';

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
}

/** What a status is called; the administrators' to choose. */
export interface StatusWords {
  /** Shown to staff. */
  readonly name: string;
  /** The requester's wording, free of staff terms. */
  readonly requesterName: string;
}

/** The part of the desk's rules that is drawn as a diagram: data, valid as `lifecycleProblems` says. */
export interface Lifecycle {
  readonly statuses: Readonly<Record<TicketStatus, StatusWords>>;
  /** Merged is reached by merging alone. */
  readonly transitions: readonly Transition[];
}

/** Everything administrators decide about the life of a ticket. Handed to each rule; no rule looks for it. */
export interface LifecycleRules extends Lifecycle {
  /** Days the requester may reopen, from the later of resolved and closed. */
  readonly reopenWindowDays: number;
  /** Days after which a resolved ticket closes by itself. */
  readonly autoCloseDays: number;
  /** A new ticket is begun by administrators alone (T5). */
  readonly onlyAdminsApprove: boolean;
}

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

/** The status in the words of staff, or of the requester: a hold that waits for him says so. */
export function statusLabel(
  { statuses }: Lifecycle,
  status: TicketStatus,
  holdReason: HoldReason | null,
  isForStaff: boolean,
): string {
  if (isForStaff) {
    return statuses[status].name;
  }
  return status === 'On Hold' && holdReason === 'requester' ? 'Waiting for you' : statuses[status].requesterName;
}

/** Back into work from an end. For the owner only until the reopen window ends. */
export function isReopening({ from, to }: Pick<Transition, 'from' | 'to'>): boolean {
  return hasEnded(from) && !hasEnded(to);
}

/** A new ticket is accepted: it goes on, instead of being refused or taken back. */
export function isApproval({ from, to }: Pick<Transition, 'from' | 'to'>): boolean {
  return from === 'New' && STATUS_DEFINITIONS[to].category !== 'closed';
}

/** Who makes a transition once the setting "only administrators approve" has been heard too. */
export function whoMakes(
  { onlyAdminsApprove }: Pick<LifecycleRules, 'onlyAdminsApprove'>,
  transition: Transition,
): readonly TransitionActor[] {
  return onlyAdminsApprove && isApproval(transition)
    ? transition.who.filter((who) => who !== 'coordinator')
    : transition.who;
}

export function isInReopenWindow(
  ticket: LifecycleFacts,
  { reopenWindowDays }: Pick<LifecycleRules, 'reopenWindowDays'>,
  now: Date,
): boolean {
  const ended = Math.max(ticket.resolvedAt?.getTime() ?? 0, ticket.closedAt?.getTime() ?? 0);
  return ended > 0 && now.getTime() - ended <= reopenWindowDays * DAY;
}

/** The transitions these actors may make now, without asking whether their needs are met. */
export function transitionsFor(
  ticket: LifecycleFacts,
  actors: readonly TransitionActor[],
  rules: LifecycleRules,
  now: Date,
): readonly Transition[] {
  return rules.transitions.filter((transition) => {
    if (transition.from !== ticket.status) {
      return false;
    }
    const able = whoMakes(rules, transition).filter((who) => actors.includes(who));
    const isOwnerAlone = able.length > 0 && able.every((who) => who === 'owner');
    return able.length > 0 && !(isReopening(transition) && isOwnerAlone && !isInReopenWindow(ticket, rules, now));
  });
}

/** Which needs are not met; `until` belongs to a scheduled hold. */
export function missingNeeds(
  transition: Transition,
  ticket: Pick<LifecycleFacts, 'assigneeId'>,
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

/** The ticket itself lacks what this transition needs, whatever is given with it. */
export function lacksAssignee(transition: Transition, ticket: Pick<LifecycleFacts, 'assigneeId'>): boolean {
  return transition.needs.includes('assignee') && ticket.assigneeId === null;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Whether reaching `to` sends the ticket to the Workflow system. */
export function startsWorkflow(transition: Transition): boolean {
  return transition.to === 'Open' && (transition.from === 'New' || isReopening(transition));
}
