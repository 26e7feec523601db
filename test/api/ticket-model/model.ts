import { applyBulk, applyCallback } from './model-many.js';
import {
  asOwner,
  changeHold,
  changeStatus,
  claim,
  comment,
  edit,
  handOver,
  requireFresh,
  requireGranted,
  requireNoConflict,
  requirePossible,
  requireShape,
  setStatus,
  ticketOf,
} from './model-acts.js';
import { link, unlink } from './model-links.js';
import { newTicket } from './new-ticket.js';
import { Refused } from './refused.js';
import { canSee, dueBySystem, HOUR } from './rules.js';
import { isStaff, type Command, type ModelState, type ModelTicket, type Outcome } from './world.js';

/**
 * A desk in a few pages of memory, written from `domain` alone. It is asked what a command must be answered with, and
 * remembers how every ticket of its story stands.
 */
export class Model {
  private current: ModelState;

  constructor(now: number) {
    this.current = { now, tickets: [], links: [], linksMade: 0 };
  }

  get state(): ModelState {
    return this.current;
  }

  /** Null where the story has nothing to do it with. A refused command leaves everything as it was. */
  apply(command: Command, now: number): Outcome | null {
    const next = structuredClone(this.current);
    next.now = now;
    try {
      const outcome = act(next, command);
      if (outcome !== null) {
        this.current = next;
      }
      return outcome;
    } catch (error) {
      if (error instanceof Refused) {
        this.current.now = now;
        return isMisshapen(command) ? { ...error.outcome, fields: [] } : error.outcome;
      }
      throw error;
    }
  }

  /** What the desk does by itself until then. */
  tick(now: number): void {
    this.current.now = now;
    for (const ticket of this.current.tickets) {
      for (let to = dueBySystem(ticket, now); to !== null; to = dueBySystem(ticket, now)) {
        setStatus(ticket, { to }, now);
      }
    }
  }

  /** A version that was seen, and with it the one in which fields have changed since. */
  sawVersion(ticket: ModelTicket, version: number): void {
    ticket.touched.forEach((field) => {
      ticket.changedIn[field] = version;
    });
    ticket.touched = [];
    if (ticket.versions.at(-1) !== version) {
      ticket.versions.push(version);
    }
  }
}

function act(state: ModelState, command: Command): Outcome | null {
  const { now } = state;
  switch (command.kind) {
    case 'submit':
      return submit(state, command);
    case 'bulk':
      return applyBulk(state, command);
    case 'callback':
      return applyCallback(state, command);
    case 'advance':
      state.now += command.hours * HOUR;
      return null;
    default:
      break;
  }
  const ticket = ticketOf(state, command.on);
  if (ticket === null) {
    return null;
  }
  const { by } = command;
  if (!canSee(by, ticket)) {
    throw new Refused({ status: 404, code: 'NOT_FOUND' });
  }
  switch (command.kind) {
    case 'claim':
      claim(ticket, by, now);
      break;
    case 'assign':
      requireGranted(by, 'assign', ticket);
      requireFresh(ticket, command.seen);
      requirePossible(by, 'assign', ticket, now);
      handOver(ticket, command, now);
      break;
    case 'status':
      requireGranted(by, 'change_status', ticket);
      requireFresh(ticket, command.seen);
      requireNoConflict(ticket, command.seen, ['status']);
      changeStatus(ticket, by, command.change, now);
      break;
    case 'hold':
      changeHold(ticket, by, command, now);
      break;
    case 'withdraw':
    case 'close':
    case 'reopen':
      asOwner(ticket, by, command, now);
      break;
    case 'comment':
      return comment(state, ticket, by, command);
    case 'edit':
      edit(ticket, by, command.fields, command.seen, now);
      break;
    case 'watch':
    case 'unwatch':
      requireGranted(by, command.who === by ? command.kind : 'manage_watchers', ticket);
      ticket.watchers = ticket.watchers.filter((watcher) => watcher !== command.who);
      if (command.kind === 'watch') {
        ticket.watchers.push(command.who);
      }
      return { status: command.kind === 'watch' ? 200 : 204 };
    case 'link':
      return link(state, ticket, command);
    case 'unlink':
      return unlink(state, ticket, command);
  }
  requireShape({ broken: command.broken, seen: 'seen' in command ? command.seen : undefined });
  return { status: 200 };
}

/** Several things are wrong with it, and one of them is told. */
function isMisshapen(command: Command): boolean {
  return (
    'on' in command &&
    (('broken' in command && command.broken === true) || ('seen' in command && command.seen?.back === -1))
  );
}

function submit(
  state: ModelState,
  { by, confidential, onBehalfOf, priority }: Extract<Command, { kind: 'submit' }>,
): Outcome {
  if (!isStaff(by) && (onBehalfOf !== null || priority !== null)) {
    throw new Refused({ status: 403, code: 'PERMISSION_DENIED' });
  }
  state.tickets.push(
    newTicket({
      requester: onBehalfOf ?? by,
      submittedBy: by,
      followUpOf: null,
      subject: `Subject ${String(state.tickets.length)}`,
      description: 'As it is',
      priority: priority ?? 'Medium',
      confidential,
      team: null,
    }),
  );
  return { status: 201 };
}
