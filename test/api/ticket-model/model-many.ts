import {
  asOwner,
  changeStatus,
  claim,
  edit,
  handOver,
  requireGranted,
  requirePossible,
  takeWay,
  ticketOf,
  touch,
} from './model-acts.js';
import { Refused } from './refused.js';
import { canSee, waysFor } from './rules.js';
import {
  isStaff,
  type ActorName,
  type BulkChange,
  type BulkOutcome,
  type Command,
  type ModelState,
  type ModelTicket,
  type Outcome,
} from './world.js';

/** One change of all tickets of the story: each by itself, as the single call would. */
export function applyBulk(state: ModelState, { by, change }: Extract<Command, { kind: 'bulk' }>): Outcome | null {
  if (state.tickets.length === 0) {
    return null;
  }
  if (!isStaff(by)) {
    throw new Refused({ status: 403, code: 'PERMISSION_DENIED' });
  }
  const items = state.tickets.map((ticket, index): BulkOutcome => {
    const next = structuredClone(ticket);
    try {
      oneOfMany(next, by, change, state.now);
    } catch (error) {
      if (error instanceof Refused) {
        return { outcome: 'refused', ...(error.outcome.code === undefined ? {} : { code: error.outcome.code }) };
      }
      throw error;
    }
    const isUnchanged = next.touched.length === ticket.touched.length;
    state.tickets[index] = next;
    return { outcome: isUnchanged ? 'unchanged' : 'done' };
  });
  return { status: 200, items };
}

function oneOfMany(ticket: ModelTicket, by: ActorName, change: BulkChange, now: number): void {
  if (!canSee(by, ticket)) {
    throw new Refused({ status: 404, code: 'NOT_FOUND' });
  }
  switch (change.action) {
    case 'claim':
      claim(ticket, by, now);
      return;
    case 'close':
      asOwner(ticket, by, { kind: 'close', by, on: 0 }, now);
      return;
    case 'reopen':
      asOwner(ticket, by, { kind: 'reopen', by, on: 0, reason: change.reason }, now);
      return;
    case 'assign':
      requireGranted(by, 'assign', ticket);
      requirePossible(by, 'assign', ticket, now);
      handOver(ticket, { to: change.to }, now);
      return;
    case 'set_team':
      edit(ticket, by, { team: change.team }, undefined, now);
      return;
    case 'set_priority':
      edit(ticket, by, { priority: change.priority }, undefined, now);
      return;
    case 'add_tags':
      edit(ticket, by, { tags: [...new Set([...ticket.tags, ...change.tags])] }, undefined, now);
      return;
    case 'remove_tags':
      edit(ticket, by, { tags: ticket.tags.filter((tag) => !change.tags.includes(tag)) }, undefined, now);
      return;
    case 'change_status':
      requireGranted(by, 'change_status', ticket);
      changeStatus(ticket, by, change.change, now);
  }
}

/** Signed by the Workflow system: the assignee if there is none, then the status, then a public comment. */
export function applyCallback(state: ModelState, command: Extract<Command, { kind: 'callback' }>): Outcome | null {
  const ticket = ticketOf(state, command.on);
  const run = ticket === null ? -1 : command.run === 'first' ? 0 : ticket.runs.length - 1;
  if (ticket?.runs[run] === undefined) {
    return null;
  }
  if (ticket.runs[run] === 'over') {
    return { status: 200, applied: false };
  }
  const { state: told, status, assignee, comment } = command;
  if (told !== 'running') {
    ticket.runs[run] = 'over';
  }
  if (assignee !== undefined && !isStaff(assignee)) {
    throw new Refused({ status: 400 });
  }
  if (assignee !== undefined && ticket.assignee === null) {
    ticket.assignee = assignee;
    touch(ticket, 'assignee');
  }
  const isStatusHeard = told === 'running' || told === 'succeeded';
  if (isStatusHeard && status !== undefined && status !== ticket.status) {
    const text = comment ? 'Words' : 'Solved by the Workflow system.';
    const gifts = {
      resolution: text,
      reason: text,
      ...(status === 'On Hold' ? { holdReason: 'third party' as const } : {}),
    };
    takeWay(ticket, waysFor(['workflow'], ticket, state.now), { to: status, ...gifts }, state.now);
  }
  if (comment) {
    ticket.publicComments += 1;
  }
  return { status: 200, applied: true };
}
