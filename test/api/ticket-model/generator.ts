import { ticketOf } from './model-acts.js';
import { allowedActions, canSee, hasEnded, isFinal, isInWindow, ways } from './rules.js';
import type { Random } from './random.js';
import {
  ACTORS,
  isStaff,
  STATUSES,
  type ActorName,
  type BulkChange,
  type Command,
  type Fields,
  type HoldReason,
  type ModelState,
  type ModelTicket,
  type Seen,
  type Status,
  type StatusChange,
} from './world.js';

const HOLD_REASONS: readonly HoldReason[] = ['requester', 'third party', 'approval', 'scheduled'];
const PRIORITIES = ['Low', 'Medium', 'High', 'Critical'] as const;
const LINK_TYPES = ['relates', 'duplicates', 'duplicated_by', 'parent', 'child'] as const;
/** Tickets of one story, follow-ups aside. */
const SUBMITTED_MOST = 3;
const TEAMS = ['north', 'south', null] as const;

/**
 * The next thing that somebody does. Mostly what he may do, since a story of refusals alone goes nowhere; in one of four
 * cases anything at all. Commands are plain data: a story can be cut and told again.
 */
export function nextCommand(random: Random, state: ModelState): Command {
  const command = freshCommand(random, state);
  return isPosted(command) && random.chance(0.06) ? { ...command, twice: true } : command;
}

/** Calls that take an Idempotency-Key. */
function isPosted(command: Command): command is Extract<Command, { readonly twice?: true }> {
  return ['claim', 'assign', 'status', 'hold', 'withdraw', 'close', 'reopen', 'comment', 'link'].includes(command.kind);
}

function freshCommand(random: Random, state: ModelState): Command {
  const { tickets } = state;
  if (tickets.length === 0 || (tickets.length < SUBMITTED_MOST && random.chance(0.05))) {
    return submission(random, tickets.length === 0);
  }
  const on = random.chance(0.75) ? tickets.length - 1 : random.below(tickets.length);
  const ticket = ticketOf(state, on);
  if (ticket === null) {
    return submission(random, true);
  }
  if (ticket.runs.length > 0 && random.chance(0.1)) {
    return callback(random, on);
  }
  if (random.chance(0.06)) {
    return {
      kind: 'bulk',
      by: random.pick(random.chance(0.9) ? ['carla', 'carl', 'admin'] : ACTORS),
      change: bulk(random),
    };
  }
  // What the requester says at the end decides how it goes on.
  if (hasEnded(ticket.status) && !isFinal(ticket.status) && random.chance(isInWindow(ticket, state.now) ? 0.15 : 0.5)) {
    return { kind: 'comment', by: ticket.requester, on, visibility: 'public' };
  }
  if (random.chance(0.1)) {
    return clash(random, on, ticket);
  }
  if (random.chance(0.25)) {
    return anything(random, random.pick(ACTORS), on, tickets.length);
  }
  const seeing = ACTORS.filter((actor) => canSee(actor, ticket));
  return sensible(random, random.pick(seeing.length === 0 ? ACTORS : seeing), on, ticket, state);
}

function submission(random: Random, isFirst: boolean): Command {
  const by = random.pick(isFirst ? (['ada', 'ada', 'bob', 'carl', 'carla', 'admin'] as const) : ACTORS);
  const isForOther = isStaff(by) ? random.chance(0.6) : random.chance(isFirst ? 0 : 0.1);
  return {
    kind: 'submit',
    by,
    confidential: random.chance(0.35),
    onBehalfOf: isForOther ? random.pick(['ada', 'bob', 'carl']) : null,
    priority: isStaff(by) && random.chance(0.3) ? random.pick(PRIORITIES) : null,
  };
}

function sensible(random: Random, by: ActorName, on: number, ticket: ModelTicket, state: ModelState): Command {
  const allowed = allowedActions(by, ticket, state.now);
  const open = ways(by, ticket, state.now);
  const action = random.pick(allowed);
  const seen = seeing(random);
  switch (action) {
    case 'change_status': {
      const { to } = random.pick(open);
      return { kind: 'status', by, on, change: change(random, to), ...seen };
    }
    case 'reply':
    case 'note': {
      const isWithStatus = isStaff(by) && open.length > 0 && random.chance(0.3);
      return {
        kind: 'comment',
        by,
        on,
        visibility: action === 'note' ? 'internal' : 'public',
        ...(isWithStatus ? { then: change(random, random.pick(open).to) } : {}),
      };
    }
    case 'withdraw':
    case 'close':
      // Stories that end at once tell little.
      return random.chance(0.5) ? { kind: action, by, on, ...seen } : anything(random, by, on, state.tickets.length);
    case 'reopen':
      return { kind: 'reopen', by, on, reason: 'Again', ...seen };
    case 'claim':
      return { kind: 'claim', by, on };
    case 'change_hold':
      return { ...hold(random, by, on), ...seen };
    default:
      return anything(random, by, on, state.tickets.length);
  }
}

function seeing(random: Random): { seen?: Seen; broken?: true } {
  if (random.chance(0.05)) {
    return random.chance(0.5) ? { broken: true } : { seen: { by: 'version', back: -1 } };
  }
  return random.chance(0.3)
    ? { seen: { by: random.chance(0.7) ? 'version' : 'if-match', back: random.chance(0.5) ? 0 : 1 + random.below(3) } }
    : {};
}

/** Again what was changed last, by somebody who has not seen that. */
function clash(random: Random, on: number, ticket: ModelTicket): Command {
  const [last] = Object.entries(ticket.changedIn).sort(([, one], [, other]) => other - one)[0] ?? ['subject'];
  const by = random.pick<ActorName>(['carla', 'carl', 'admin', ticket.requester]);
  const seen: Seen = { by: 'version', back: 1 + random.below(2) };
  switch (last) {
    case 'assignee':
      return { kind: 'assign', by, on, to: random.pick(['carla', 'carl', 'admin']), seen };
    case 'status':
      return { kind: 'status', by, on, change: change(random, random.pick(STATUSES)), seen };
    case 'hold':
      return { ...hold(random, by, on), seen };
    default:
      return { kind: 'edit', by, on, fields: { ...fieldNamed(random, last), ...fields(random) }, seen };
  }
}

function fieldNamed(random: Random, name: string): Fields {
  return allFields(random).find((fields) => name in fields) ?? {};
}

function change(random: Random, to: Status): StatusChange {
  const isWhole = random.chance(0.85);
  const holdReason = random.pick(HOLD_REASONS);
  const text = (): string => (random.chance(0.9) ? 'Because' : '  ');
  return {
    to,
    ...(isWhole || random.chance(0.5) ? { reason: text(), resolution: text() } : {}),
    ...(to === 'On Hold' ? (isWhole ? { holdReason } : {}) : random.chance(0.03) ? { holdReason } : {}),
    ...(to === 'On Hold' && holdReason === 'scheduled' && isWhole
      ? { until: random.chance(0.9) ? random.pick([1, 5, 30, 80]) : -2 }
      : random.chance(0.04)
        ? { until: 10 }
        : {}),
  };
}

function hold(random: Random, by: ActorName, on: number): Extract<Command, { kind: 'hold' }> {
  const holdReason = random.pick(HOLD_REASONS);
  const isDated = (holdReason === 'scheduled') !== random.chance(0.08);
  return {
    kind: 'hold',
    by,
    on,
    holdReason,
    ...(isDated ? { until: random.chance(0.9) ? random.pick([1, 5, 30, 80]) : -2 } : {}),
  };
}

function allFields(random: Random): readonly Fields[] {
  return [
    { subject: `Words ${String(random.below(3))}` },
    { description: `Text ${String(random.below(3))}` },
    { priority: random.pick(PRIORITIES) },
    { tags: ['red', 'green', 'blue'].slice(random.below(3)) },
    { confidential: random.chance(0.5) },
    { team: random.pick(TEAMS) },
  ];
}

function fields(random: Random): Fields {
  const all = allFields(random);
  return random.chance(0.3) ? { ...random.pick(all), ...random.pick(all) } : random.pick(all);
}

function bulk(random: Random): BulkChange {
  return random.pick<BulkChange>([
    { action: 'claim' },
    { action: 'close' },
    { action: 'assign', to: random.pick(['carla', 'carl', 'admin', 'ada', null]) },
    { action: 'set_team', team: random.pick(TEAMS) },
    { action: 'set_priority', priority: random.pick(PRIORITIES) },
    { action: 'add_tags', tags: ['many'] },
    { action: 'remove_tags', tags: ['many', 'red'] },
    { action: 'reopen', reason: 'All again' },
    { action: 'change_status', change: change(random, random.pick(STATUSES)) },
  ]);
}

function callback(random: Random, on: number): Command {
  return {
    kind: 'callback',
    on,
    run: random.chance(0.8) ? 'last' : 'first',
    state: random.pick(['running', 'running', 'succeeded', 'failed', 'cancelled']),
    comment: random.chance(0.4),
    ...(random.chance(0.7) ? { status: random.pick(['In Progress', 'Resolved', 'On Hold', 'Open', 'Closed']) } : {}),
    ...(random.chance(0.5) ? { assignee: random.pick(['carla', 'carl', 'carl', 'ada']) } : {}),
  };
}

function anything(random: Random, by: ActorName, on: number, tickets: number): Command {
  const seen = seeing(random);
  const reason = random.chance(0.7) ? { reason: 'So it is' } : {};
  const who = random.chance(0.4) ? by : random.pick(ACTORS);
  const then = random.chance(0.1) ? { then: change(random, random.pick(STATUSES)) } : {};
  return random.pick<() => Command>([
    () => ({ kind: 'claim', by, on }),
    () => ({
      kind: 'assign',
      by,
      on,
      ...(random.chance(0.8) ? { to: random.pick(['carla', 'carl', 'admin', 'bob', null]) } : {}),
      ...(random.chance(0.4) ? { team: random.pick(TEAMS) } : {}),
      ...seen,
    }),
    () => ({ kind: 'status', by, on, change: change(random, random.pick(STATUSES)), ...seen }),
    () => ({ ...hold(random, by, on), ...seen }),
    () => ({
      kind: 'comment',
      by,
      on,
      visibility: random.chance(0.7) ? 'public' : 'internal',
      ...(random.chance(0.1) ? { broken: true } : then),
    }),
    () => ({ kind: random.pick(['withdraw', 'close', 'reopen']), by, on, ...reason, ...seen }),
    () => ({ kind: 'edit', by, on, fields: fields(random), ...seen }),
    () => ({ kind: 'edit', by, on, fields: fields(random), ...seen }),
    () => ({ kind: random.chance(0.6) ? 'watch' : 'unwatch', by, on, who }),
    () => ({ kind: 'link', by, on, to: random.below(tickets), type: random.pick(LINK_TYPES) }),
    () => ({ kind: 'unlink', by, on, nth: random.below(3) }),
  ])();
}
