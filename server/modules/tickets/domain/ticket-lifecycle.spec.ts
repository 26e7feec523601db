import { DEFAULT_LIFECYCLE, DEFAULT_RULES } from './default-lifecycle.js';
import {
  isApproval,
  isInReopenWindow,
  isReopening,
  missingNeeds,
  startsWorkflow,
  statusLabel,
  transitionsFor,
  whoMakes,
  type LifecycleFacts,
  type Need,
  type Transition,
  type TransitionActor,
} from './ticket-lifecycle.js';
import { STATUS_DEFINITIONS, STATUSES, type TicketStatus } from './ticket-status.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const DAY = 86_400_000;
const ACTORS: readonly TransitionActor[] = ['owner', 'coordinator', 'admin', 'system', 'workflow'];
const PERSON = '018f0000-0000-7000-8000-0000000000aa';

function ticket(status: TicketStatus, facts: Partial<LifecycleFacts> = {}): LifecycleFacts {
  return { status, assigneeId: null, resolvedAt: null, closedAt: null, ...facts };
}

/** The table of `domain`, Ticket lifecycle, written down a second time and by hand. */
const TABLE: readonly (readonly [from: TicketStatus, to: TicketStatus, who: string, needs?: Need])[] = [
  ['New', 'Open', 'coordinator admin workflow'],
  ['New', 'Rejected', 'coordinator admin', 'reason'],
  ['New', 'Withdrawn', 'owner'],
  ['Open', 'Rejected', 'coordinator admin', 'reason'],
  ['Open', 'In Progress', 'coordinator admin workflow', 'assignee'],
  ['Open', 'On Hold', 'coordinator admin workflow', 'holdReason'],
  ['Open', 'Resolved', 'coordinator admin workflow', 'resolution'],
  ['Open', 'Closed', 'owner'],
  ['Open', 'Withdrawn', 'owner'],
  ['In Progress', 'On Hold', 'coordinator admin workflow', 'holdReason'],
  ['In Progress', 'Open', 'coordinator admin system'],
  ['In Progress', 'Resolved', 'coordinator admin workflow', 'resolution'],
  ['In Progress', 'Closed', 'owner'],
  ['In Progress', 'Withdrawn', 'owner'],
  ['On Hold', 'Open', 'coordinator admin workflow system'],
  ['On Hold', 'In Progress', 'coordinator admin workflow system'],
  ['On Hold', 'Resolved', 'coordinator admin workflow', 'resolution'],
  ['On Hold', 'Closed', 'owner'],
  ['On Hold', 'Withdrawn', 'owner'],
  ['Resolved', 'Closed', 'owner coordinator admin system'],
  ['Resolved', 'Open', 'owner coordinator admin', 'reason'],
  ['Closed', 'Open', 'owner coordinator admin', 'reason'],
];

const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));
const justEnded = { resolvedAt: NOW, closedAt: NOW };

function findTransition(from: TicketStatus, to: TicketStatus): Transition {
  const found = DEFAULT_LIFECYCLE.transitions.find((one) => one.from === from && one.to === to);
  if (found === undefined) {
    throw new Error(`${from} -> ${to} is no transition`);
  }
  return found;
}

describe('the lifecycle', () => {
  it.each(PAIRS)('lets exactly the right actors go from %s to %s', (from, to) => {
    const able = ACTORS.filter((actor) =>
      transitionsFor(ticket(from, justEnded), [actor], DEFAULT_RULES, NOW).some((transition) => transition.to === to),
    );
    const row = TABLE.find(([start, end]) => start === from && end === to);
    expect(able.join(' ')).toBe(
      row === undefined ? '' : ACTORS.filter((actor) => row[2].split(' ').includes(actor)).join(' '),
    );
  });

  it.each(TABLE.map(([from, to, , need]) => [from, to, need ?? 'nothing'] as const))(
    'from %s to %s needs %s',
    (from, to, need) => {
      expect(findTransition(from, to).needs).toEqual(need === 'nothing' ? [] : [need]);
    },
  );

  it('has no line twice', () => {
    const lines = DEFAULT_LIFECYCLE.transitions.map(({ from, to }) => `${from}>${to}`);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toHaveLength(TABLE.length);
  });

  it.each(['Rejected', 'Withdrawn', 'Merged'] as const)('%s is final for everybody', (status) => {
    expect(STATUS_DEFINITIONS[status].isFinal).toBe(true);
    expect(transitionsFor(ticket(status, justEnded), ACTORS, DEFAULT_RULES, NOW)).toEqual([]);
  });

  it('gives nobody in particular nothing', () => {
    expect(STATUSES.flatMap((status) => transitionsFor(ticket(status), [], DEFAULT_RULES, NOW))).toEqual([]);
  });

  it('goes to the Workflow system from New and by a reopening, not when a hold or work ends', () => {
    const starting = DEFAULT_LIFECYCLE.transitions.filter(startsWorkflow).map(({ from, to }) => `${from} > ${to}`);
    expect(starting.sort()).toEqual(['Closed > Open', 'New > Open', 'Resolved > Open']);
  });
});

describe('the reopen window', () => {
  const ended = (days: number, milliseconds = 0): Date => new Date(NOW.getTime() - days * DAY - milliseconds);

  it.each([
    { name: 'the moment it was resolved', facts: { resolvedAt: NOW }, expected: true },
    { name: '14 days to the millisecond', facts: { resolvedAt: ended(14) }, expected: true },
    { name: 'one millisecond more', facts: { resolvedAt: ended(14, 1) }, expected: false },
    { name: 'resolved long ago, closed lately', facts: { resolvedAt: ended(30), closedAt: ended(14) }, expected: true },
    { name: 'closed long ago, resolved lately', facts: { resolvedAt: ended(13), closedAt: ended(30) }, expected: true },
    { name: 'both long ago', facts: { resolvedAt: ended(30), closedAt: ended(14, 1) }, expected: false },
    { name: 'closed by the owner, never resolved', facts: { closedAt: ended(1) }, expected: true },
    { name: 'never ended', facts: {}, expected: false },
  ])('$name: $expected', ({ facts, expected }) => {
    expect(isInReopenWindow(ticket('Closed', facts), DEFAULT_RULES, NOW)).toBe(expected);
  });

  it.each(['Resolved', 'Closed'] as const)('ends for the owner of a %s ticket, never for staff', (status) => {
    const late = ticket(status, { resolvedAt: ended(14, 1) });
    const reopening = (actors: TransitionActor[]): boolean =>
      transitionsFor(late, actors, DEFAULT_RULES, NOW).some(isReopening);
    expect(reopening(['owner'])).toBe(false);
    expect(reopening(['coordinator'])).toBe(true);
    expect(reopening(['admin'])).toBe(true);
    expect(reopening(['owner', 'coordinator'])).toBe(true);
  });
});

describe('what a transition needs', () => {
  it.each([
    ['an assignee', 'Open', 'In Progress', {}, {}, ['assignee']],
    ['no more when somebody has it', 'Open', 'In Progress', { assigneeId: PERSON }, {}, []],
    ['a reason', 'New', 'Rejected', {}, {}, ['reason']],
    ['a reason that is not blank', 'New', 'Rejected', {}, { reason: ' \n\t ' }, ['reason']],
    ['a reason to reopen', 'Closed', 'Open', {}, {}, ['reason']],
    ['a resolution', 'Open', 'Resolved', {}, { reason: 'wrong field' }, ['resolution']],
    ['a resolution that is not blank', 'Open', 'Resolved', {}, { resolution: '  ' }, ['resolution']],
    ['a hold reason', 'Open', 'On Hold', {}, {}, ['holdReason']],
    ['the date of a scheduled hold', 'Open', 'On Hold', {}, { holdReason: 'scheduled' }, ['until']],
    ['nothing more for a dated hold', 'Open', 'On Hold', {}, { holdReason: 'scheduled', until: NOW }, []],
    ['no date for other holds', 'Open', 'On Hold', {}, { holdReason: 'approval' }, []],
    ['nothing to withdraw', 'Open', 'Withdrawn', {}, {}, []],
    ['no date where nothing is held', 'New', 'Open', {}, { holdReason: 'scheduled' }, []],
  ] as const)('%s', (_, from, to, facts, gifts, expected) => {
    expect(missingNeeds(findTransition(from, to), ticket(from, facts), gifts)).toEqual(expected);
  });
});

describe('only administrators approve', () => {
  const rules = { ...DEFAULT_RULES, onlyAdminsApprove: true };
  const ways = (actors: TransitionActor[]) => transitionsFor(ticket('New'), actors, rules, NOW).map(({ to }) => to);

  it('keeps coordinators from beginning a new ticket, not from refusing it', () => {
    expect(ways(['coordinator'])).toEqual(['Rejected']);
    expect(ways(['admin'])).toEqual(['Open', 'Rejected']);
    expect(ways(['workflow'])).toEqual(['Open']);
  });

  it('is about new tickets alone', () => {
    const others = DEFAULT_LIFECYCLE.transitions.filter((line) => !isApproval(line));
    expect(others.map((line) => whoMakes(rules, line))).toEqual(others.map(({ who }) => who));
    expect(DEFAULT_LIFECYCLE.transitions.filter(isApproval).map(({ to }) => to)).toEqual(['Open']);
  });
});

describe('what a status is called', () => {
  it.each([
    ['by staff', 'Open', null, true, 'Open'],
    ['by the requester', 'Open', null, false, 'Accepted'],
    ['by the requester for whom it waits', 'On Hold', 'requester', false, 'Waiting for you'],
    ['by the requester while it waits for others', 'On Hold', 'approval', false, 'On hold'],
    ['by staff while it waits for the requester', 'On Hold', 'requester', true, 'On hold'],
  ] as const)('%s: %s', (_, status, holdReason, isForStaff, expected) => {
    expect(statusLabel(DEFAULT_LIFECYCLE, status, holdReason, isForStaff)).toBe(expected);
  });
});
