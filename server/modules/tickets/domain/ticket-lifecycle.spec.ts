import fc from 'fast-check';
import {
  isInReopenWindow,
  lifecycleProblems,
  missingNeeds,
  startsWorkflow,
  TRANSITIONS,
  transitionsFor,
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
  const found = TRANSITIONS.find((one) => one.from === from && one.to === to);
  if (found === undefined) {
    throw new Error(`${from} -> ${to} is no transition`);
  }
  return found;
}

describe('the lifecycle', () => {
  it.each(PAIRS)('lets exactly the right actors go from %s to %s', (from, to) => {
    const able = ACTORS.filter((actor) =>
      transitionsFor(ticket(from, justEnded), [actor], NOW).some((transition) => transition.to === to),
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
    const lines = TRANSITIONS.map(({ from, to }) => `${from}>${to}`);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toHaveLength(TABLE.length);
  });

  it.each(['Rejected', 'Withdrawn', 'Merged'] as const)('%s is final for everybody', (status) => {
    expect(STATUS_DEFINITIONS[status].isFinal).toBe(true);
    expect(transitionsFor(ticket(status, justEnded), ACTORS, NOW)).toEqual([]);
  });

  it('gives nobody in particular nothing', () => {
    expect(STATUSES.flatMap((status) => transitionsFor(ticket(status), [], NOW))).toEqual([]);
  });

  it('goes to the Workflow system from New and by a reopening, not when a hold or work ends', () => {
    const starting = TRANSITIONS.filter(startsWorkflow).map(({ from, to }) => `${from} > ${to}`);
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
    expect(isInReopenWindow(ticket('Closed', facts), NOW)).toBe(expected);
  });

  it.each(['Resolved', 'Closed'] as const)('ends for the owner of a %s ticket, never for staff', (status) => {
    const late = ticket(status, { resolvedAt: ended(14, 1) });
    const reopening = (actors: TransitionActor[]): boolean =>
      transitionsFor(late, actors, NOW).some(({ isReopening }) => isReopening === true);
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

describe('lifecycleProblems', () => {
  const line = (from: TicketStatus, to: TicketStatus): Transition => ({ from, to, who: ['admin'], needs: [] });

  it('finds none in the default', () => {
    expect(lifecycleProblems(TRANSITIONS)).toEqual([]);
  });

  it('finds a planted dead end', () => {
    const planted = TRANSITIONS.filter(({ from }) => from !== 'On Hold');
    expect(lifecycleProblems(planted)).toEqual(['On Hold is a dead end']);
  });

  it('finds a planted status that nothing leads to', () => {
    const planted = TRANSITIONS.filter(({ to }) => to !== 'Resolved');
    expect(lifecycleProblems(planted)).toEqual(['Resolved cannot be reached']);
  });

  it('finds an island that is only reached from itself', () => {
    const planted = [line('New', 'Closed'), line('Open', 'In Progress'), line('In Progress', 'Open')];
    expect(lifecycleProblems(planted)).toEqual(
      expect.arrayContaining(['Open cannot be reached', 'In Progress cannot be reached']),
    );
  });

  it('counts a status as reached exactly when a path from New leads to it', () => {
    fc.assert(
      fc.property(fc.subarray([...TRANSITIONS]), (some) => {
        const paths = new Map(STATUSES.map((status) => [status, some.filter(({ from }) => from === status)]));
        const seen = new Set<TicketStatus>();
        const walk = (status: TicketStatus): void => {
          if (!seen.has(status)) {
            seen.add(status);
            paths.get(status)?.forEach(({ to }) => {
              walk(to);
            });
          }
        };
        walk('New');
        const unreachable = STATUSES.filter((status) => status !== 'Merged' && !seen.has(status));
        expect(lifecycleProblems(some).filter((problem) => problem.endsWith('cannot be reached'))).toEqual(
          unreachable.map((status) => `${status} cannot be reached`),
        );
      }),
    );
  });
});
