import { newTicket } from './new-ticket.js';
import { Refused } from './refused.js';
import { hasEnded, HOUR, isFinal, isGranted, isInWindow, isPossible, ways, type Action, type Way } from './rules.js';
import {
  isStaff,
  type ActorName,
  type Command,
  type Field,
  type Fields,
  type ModelState,
  type ModelTicket,
  type Outcome,
  type Seen,
  type Status,
  type StatusChange,
  type TeamName,
} from './world.js';

/** What people do to one ticket that they see. Each throws before it changes anything that matters. */

export function ticketOf(state: ModelState, on: number): ModelTicket | null {
  return state.tickets[on % Math.max(1, state.tickets.length)] ?? null;
}

export function touch(ticket: ModelTicket, ...fields: readonly Field[]): void {
  ticket.touched = [...new Set([...ticket.touched, ...fields])];
}

export function requireGranted(by: ActorName, action: Action, ticket: ModelTicket): void {
  if (!isGranted(by, action, ticket)) {
    throw new Refused({ status: 403, code: 'PERMISSION_DENIED' });
  }
}

export function requirePossible(by: ActorName, action: Action, ticket: ModelTicket, now: number): void {
  if (!isPossible(by, action, ticket, now)) {
    throw new Refused({ status: 409, code: 'ACTION_NOT_POSSIBLE' });
  }
}

/** The version that was on the screen; the first one when he has not looked that long. */
export function seenVersion({ versions }: ModelTicket, seen: Seen): number {
  const last = versions.at(-1) ?? 1;
  return seen.back < 0 ? last + 1 : (versions[Math.max(0, versions.length - 1 - seen.back)] ?? 1);
}

export function requireFresh(ticket: ModelTicket, seen: Seen | undefined): void {
  if (seen?.by === 'if-match' && seenVersion(ticket, seen) !== ticket.versions.at(-1)) {
    throw new Refused({ status: 412, code: 'VERSION_STALE', says: [String(ticket.versions.at(-1))] });
  }
}

/** The last of all refusals: what is wrong with the request, whatever the ticket. */
export function requireShape({ broken, seen }: { broken?: true | undefined; seen?: Seen | undefined }): void {
  if (broken === true) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED' });
  }
  if (seen?.by === 'version' && seen.back < 0) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED', fields: ['version'] });
  }
}

export function requireNoConflict(ticket: ModelTicket, seen: Seen | undefined, fields: readonly Field[]): void {
  if (seen?.by === 'version') {
    const version = seenVersion(ticket, seen);
    const conflicts = fields.filter((field) => (ticket.changedIn[field] ?? 0) > version);
    if (conflicts.length > 0) {
      throw new Refused({ status: 409, code: 'FIELD_CONFLICT', fields: conflicts });
    }
  }
}

/** Status and all that hangs on it. */
export function setStatus(ticket: ModelTicket, { to, resolution, holdReason, until }: StatusChange, now: number): void {
  const from = ticket.status;
  const isHold = to === 'On Hold';
  ticket.statusBeforeHold = isHold ? from : null;
  ticket.holdReason = isHold ? (holdReason ?? null) : null;
  ticket.holdUntil = isHold && until !== undefined ? now + until * HOUR : null;
  if (to === 'Resolved') {
    ticket.resolution = resolution?.trim() ?? null;
    ticket.resolvedAt = now;
  }
  if (to === 'Closed' || isFinal(to)) {
    ticket.closedAt = now;
  }
  if (isFinal(to)) {
    // Nobody wants any more what the Workflow system reports.
    ticket.runs = ticket.runs.map(() => 'over');
  }
  const isReopening = hasEnded(from) && to === 'Open';
  if (isReopening) {
    ticket.resolution = ticket.resolvedAt = ticket.closedAt = null;
  }
  if (to === 'Open' && (from === 'New' || isReopening)) {
    // Never two live runs.
    ticket.runs = [...ticket.runs.map(() => 'over' as const), 'live'];
  }
  ticket.status = to;
  ticket.history.push(to);
  touch(ticket, 'status');
}

/** 409 naming what is allowed, then what the ticket lacks, then 400 for what was not given. */
export function changeStatus(ticket: ModelTicket, by: ActorName, change: StatusChange, now: number): void {
  takeWay(ticket, ways(by, ticket, now), change, now);
}

export function takeWay(ticket: ModelTicket, open: readonly Way[], change: StatusChange, now: number): void {
  const { to, holdReason, until } = change;
  const way = open.find((one) => one.to === to);
  if (way === undefined) {
    const says = [ticket.status, to, ...open.map((one) => one.to)];
    throw new Refused({ status: 409, code: 'TRANSITION_NOT_ALLOWED', says });
  }
  if (way.needs.includes('assignee') && ticket.assignee === null) {
    throw new Refused({ status: 409, code: 'ASSIGNEE_REQUIRED' });
  }
  const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
  const missing: string[] = way.needs.filter(
    (need) => need !== 'assignee' && (need === 'holdReason' ? holdReason === undefined : isBlank(change[need])),
  );
  if (to === 'On Hold' && holdReason === 'scheduled' && until === undefined) {
    missing.push('until');
  }
  const isStray = until !== undefined && (to !== 'On Hold' || holdReason !== 'scheduled');
  if (missing.length === 0 && until !== undefined && (isStray || until <= 0)) {
    missing.push('until');
  }
  if (missing.length > 0) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED', fields: missing });
  }
  setStatus(ticket, change, now);
}

/** It goes on standing still, otherwise. The same again is no change, though its date may be over. */
export function changeHold(
  ticket: ModelTicket,
  by: ActorName,
  { holdReason, until, seen }: Extract<Command, { kind: 'hold' }>,
  now: number,
): void {
  requireGranted(by, 'change_hold', ticket);
  requireFresh(ticket, seen);
  requirePossible(by, 'change_hold', ticket, now);
  const holdUntil = until === undefined ? null : now + until * HOUR;
  const isSame = holdReason === ticket.holdReason && holdUntil === ticket.holdUntil;
  if (!isSame) {
    requireNoConflict(ticket, seen, ['hold']);
  }
  const isWrong = holdReason === 'scheduled' ? holdUntil === null || holdUntil <= now : holdUntil !== null;
  if (isWrong) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED', fields: ['until'] });
  }
  if (!isSame) {
    Object.assign(ticket, { holdReason, holdUntil });
    touch(ticket, 'hold');
  }
}

export function claim(ticket: ModelTicket, by: ActorName, now: number): void {
  requireGranted(by, 'claim', ticket);
  if (ticket.assignee === by) {
    return;
  }
  if (ticket.assignee !== null) {
    throw new Refused({ status: 409, code: 'ALREADY_CLAIMED', says: [`name of ${ticket.assignee}`] });
  }
  requirePossible(by, 'claim', ticket, now);
  give(ticket, by, ticket.team, now);
}

/** Whoever gives a New ticket to somebody has accepted it. */
export function give(ticket: ModelTicket, assignee: ActorName | null, team: TeamName | null, now: number): void {
  const fields: Field[] = [
    ...(assignee === ticket.assignee ? [] : (['assignee'] as const)),
    ...(team === ticket.team ? [] : (['team'] as const)),
  ];
  if (fields.length === 0) {
    return;
  }
  ticket.assignee = assignee;
  ticket.team = team;
  touch(ticket, ...fields);
  if (ticket.status === 'New' && (assignee ?? team) !== null) {
    setStatus(ticket, { to: 'Open' }, now);
  }
}

export interface HandOver {
  readonly to?: ActorName | null;
  readonly team?: TeamName | null;
  readonly seen?: Seen;
}

export function handOver(ticket: ModelTicket, { to, team, seen }: HandOver, now: number): void {
  if (to === undefined && team === undefined) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED' });
  }
  const [assignee, nextTeam] = [to === undefined ? ticket.assignee : to, team === undefined ? ticket.team : team];
  requireNoConflict(ticket, seen, [
    ...(assignee === ticket.assignee ? [] : (['assignee'] as const)),
    ...(nextTeam === ticket.team ? [] : (['team'] as const)),
  ]);
  if (assignee === null && ticket.assignee !== null && ticket.status !== 'Open') {
    throw new Refused({ status: 409, code: 'ACTION_NOT_POSSIBLE' });
  }
  if (assignee !== null && assignee !== ticket.assignee && !isStaff(assignee)) {
    throw new Refused({ status: 400, code: 'VALIDATION_FAILED', fields: ['assigneeId'] });
  }
  give(ticket, assignee, nextTeam, now);
}

const OWN_WAYS: Readonly<Record<'withdraw' | 'close' | 'reopen', Status>> = {
  withdraw: 'Withdrawn',
  close: 'Closed',
  reopen: 'Open',
};

export function asOwner(
  ticket: ModelTicket,
  by: ActorName,
  { kind, reason, seen }: Extract<Command, { kind: 'withdraw' | 'close' | 'reopen' }>,
  now: number,
): void {
  requireGranted(by, kind, ticket);
  requireFresh(ticket, seen);
  requireNoConflict(ticket, seen, ['status']);
  if (kind === 'reopen' && !hasEnded(ticket.status)) {
    throw new Refused({ status: 409, code: 'ACTION_NOT_POSSIBLE' });
  }
  changeStatus(ticket, by, { to: OWN_WAYS[kind], ...(reason === undefined ? {} : { reason }) }, now);
}

export function comment(
  state: ModelState,
  ticket: ModelTicket,
  by: ActorName,
  { visibility, then, broken }: Extract<Command, { kind: 'comment' }>,
): Outcome {
  const { now } = state;
  requireGranted(by, visibility === 'internal' ? 'note' : 'reply', ticket);
  if (then !== undefined) {
    requireGranted(by, 'change_status', ticket);
  }
  if (visibility === 'public' && isFinal(ticket.status)) {
    throw new Refused({ status: 409, code: 'TICKET_FINAL' });
  }
  requireShape({ broken });
  const runsBefore = [...ticket.runs];
  if (visibility === 'internal') {
    ticket.notes += 1;
  } else if (by === ticket.requester && hasEnded(ticket.status) && !isInWindow(ticket, now)) {
    return followUp(state, ticket, by, then);
  } else {
    ticket.publicComments += 1;
    if (by !== ticket.requester) {
      ticket.isAnswered ||= isStaff(by);
    } else if (hasEnded(ticket.status)) {
      setStatus(ticket, { to: 'Open' }, now);
    } else if (ticket.status === 'On Hold' && ticket.holdReason === 'requester') {
      setStatus(ticket, { to: ticket.statusBeforeHold ?? 'Open' }, now);
    }
  }
  if (then !== undefined) {
    changeStatus(ticket, by, then, now);
    if (hasEnded(ticket.status)) {
      // Opened and ended again in one act: the Workflow system hears of nothing.
      ticket.runs = isFinal(ticket.status) ? runsBefore.map(() => 'over') : runsBefore;
    }
  }
  return { status: 201 };
}

/** Too late to reopen: the text begins a ticket of its own. */
function followUp(state: ModelState, ticket: ModelTicket, by: ActorName, then: StatusChange | undefined): Outcome {
  if (then !== undefined) {
    throw new Refused({ status: 409, code: 'ACTION_NOT_POSSIBLE' });
  }
  const { requester, priority, confidential, team, subject } = ticket;
  const made = newTicket({
    requester,
    submittedBy: by,
    followUpOf: state.tickets.indexOf(ticket),
    subject: `Follow-up: ${subject}`,
    description: 'Words',
    priority,
    confidential,
    team,
  });
  state.tickets.push(made);
  return { status: 201, followUp: state.tickets.length - 1 };
}

const ACTION_OF: Readonly<Record<keyof Fields, Action>> = {
  subject: 'edit',
  description: 'edit',
  priority: 'set_priority',
  tags: 'set_tags',
  confidential: 'set_confidential',
  team: 'set_team',
};

export function edit(ticket: ModelTicket, by: ActorName, fields: Fields, seen: Seen | undefined, now: number): void {
  const given = (Object.keys(ACTION_OF) as (keyof Fields)[]).filter((field) => fields[field] !== undefined);
  given.forEach((field) => {
    requireGranted(by, ACTION_OF[field], ticket);
  });
  requireFresh(ticket, seen);
  given.forEach((field) => {
    requirePossible(by, ACTION_OF[field], ticket, now);
  });
  const differing = given.filter((field) => String(fields[field]) !== String(ticket[field]));
  requireNoConflict(ticket, seen, differing);
  const { team, ...others } = fields;
  Object.assign(ticket, others);
  touch(ticket, ...differing.filter((field) => field !== 'team'));
  if (team !== undefined) {
    give(ticket, ticket.assignee, team, now);
  }
}
