import fc from 'fast-check';
import { DEFAULT_LIFECYCLE } from './default-lifecycle.js';
import { isRemovable, lifecycleProblems } from './lifecycle-problems.js';
import type { Lifecycle, Transition } from './ticket-lifecycle.js';
import { STATUSES, type TicketStatus } from './ticket-status.js';

const DEFAULTS = DEFAULT_LIFECYCLE.transitions;

function withLines(transitions: readonly Transition[]): Lifecycle {
  return { ...DEFAULT_LIFECYCLE, transitions };
}

const without = (from: TicketStatus, to: TicketStatus): Lifecycle =>
  withLines(DEFAULTS.filter((line) => line.from !== from || line.to !== to));

/** The default with one transition more, or with another in its place. */
function withLine(line: Partial<Transition> & Pick<Transition, 'from' | 'to'>): Lifecycle {
  const old = DEFAULTS.find(({ from, to }) => from === line.from && to === line.to);
  const others = DEFAULTS.filter((one) => one !== old);
  return withLines([...others, { who: ['admin'], needs: [], ...old, ...line }]);
}

const line = (from: TicketStatus, to: TicketStatus): Transition => ({ from, to, who: ['admin'], needs: [] });

describe('lifecycleProblems', () => {
  it('finds none in the default', () => {
    expect(lifecycleProblems(DEFAULT_LIFECYCLE)).toEqual([]);
  });

  it.each<[string, Lifecycle, string]>([
    [
      'a dead end',
      withLines(DEFAULTS.filter(({ from }) => from !== 'On Hold')),
      'On Hold is a dead end: nothing leads out of it.',
    ],
    [
      'a status that nothing leads to',
      withLines(DEFAULTS.filter(({ to }) => to !== 'Withdrawn')),
      'Withdrawn cannot be reached from New.',
    ],
    [
      'a way out of a final status',
      withLine(line('Rejected', 'Open')),
      'Rejected to Open: Rejected is final, nothing leads out of it.',
    ],
    [
      'a way back to New',
      withLine(line('Open', 'New')),
      'Open to New: nothing leads back to New, tickets begin there.',
    ],
    ['a way to Merged', withLine(line('Open', 'Merged')), 'Open to Merged: only merging leads to Merged.'],
    ['a loop', withLine(line('Open', 'Open')), 'Open cannot lead to itself.'],
    [
      'one closed status behind another',
      withLine(line('Closed', 'Rejected')),
      'Closed to Rejected: a closed ticket can only be reopened.',
    ],
    [
      'a hold of what has ended',
      withLine({ ...line('Resolved', 'On Hold'), needs: ['holdReason'] }),
      'Resolved to On Hold: a ticket is reopened before it can wait.',
    ],
    [
      'a way for nobody',
      withLine({ ...line('New', 'Rejected'), who: [] }),
      'New to Rejected: nobody may do it; name somebody or remove it.',
    ],
    [
      'a way that no requester can go',
      withLine({ from: 'Open', to: 'Resolved', who: ['owner', 'admin'] }),
      'Open to Resolved: a requester can only withdraw, close or reopen; leave the requester out.',
    ],
    [
      'a closing by the requester that asks for words',
      withLine({ from: 'Open', to: 'Closed', needs: ['reason'] }),
      'Open to Closed: a requester closes with one press; it cannot need anything.',
    ],
    [
      'a withdrawal that asks for an assignee',
      withLine({ from: 'New', to: 'Withdrawn', needs: ['assignee'] }),
      'New to Withdrawn: a requester who withdraws can be asked for a reason only.',
    ],
    [
      'a reopening that asks for an assignee',
      withLine({ from: 'Closed', to: 'Open', needs: ['assignee'] }),
      'Closed to Open: reopening can need a reason only, a requester’s reply gives no more.',
    ],
    [
      'a hold without a reason',
      withLine({ from: 'Open', to: 'On Hold', needs: [] }),
      'Open to On Hold: a hold must say what it waits for, so it needs a hold reason.',
    ],
    [
      'a hold reason for what is no hold',
      withLine({ from: 'Open', to: 'In Progress', needs: ['holdReason'] }),
      'Open to In Progress: a hold reason belongs to On Hold only.',
    ],
    [
      'a resolution for what is not resolved',
      withLine({ from: 'Open', to: 'Rejected', needs: ['resolution'] }),
      'Open to Rejected: a resolution belongs to Resolved only.',
    ],
    [
      'a text that the desk would have to give',
      withLine({ from: 'On Hold', to: 'Open', needs: ['reason'] }),
      'On Hold to Open: the desk itself can give no texts; leave it out or need nothing.',
    ],
    ['a line that is there twice', withLines([...DEFAULTS, line('New', 'Open')]), 'New to Open is there twice.'],
    [
      'approving without administrators',
      withLine({ from: 'New', to: 'Open', who: ['coordinator'] }),
      'New to Open must be possible for administrators: approving, claiming and assigning open a new ticket.',
    ],
    [
      'approving that needs an assignee',
      withLine({ from: 'New', to: 'Open', needs: ['assignee'] }),
      'New to Open must not need an assignee: approving, claiming and assigning open a new ticket.',
    ],
    [
      'no approving at all',
      without('New', 'Open'),
      'New to Open must stay: approving, claiming and assigning open a new ticket.',
    ],
    [
      'a hold that does not end by itself',
      withLine({ from: 'On Hold', to: 'Open', who: ['coordinator', 'admin'] }),
      'On Hold to Open must be possible for the desk itself: a hold ends by itself when its date comes or the requester answers.',
    ],
    [
      'a hold that ends elsewhere than it began',
      without('On Hold', 'In Progress'),
      'On Hold to In Progress must stay: a hold that began in In Progress ends there by itself.',
    ],
    [
      'work that cannot go back',
      without('In Progress', 'Open'),
      'In Progress to Open must stay: work goes back when somebody leaves the staff.',
    ],
    [
      'solved tickets that stay',
      withLine({ from: 'Resolved', to: 'Closed', who: ['owner'] }),
      'Resolved to Closed must be possible for the desk itself: solved tickets close by themselves.',
    ],
    [
      'no reopening',
      without('Closed', 'Open'),
      'Closed to Open must stay: what turns out not to be solved is reopened.',
    ],
    [
      'two statuses of one name',
      {
        ...DEFAULT_LIFECYCLE,
        statuses: { ...DEFAULT_LIFECYCLE.statuses, Closed: { name: ' resolved ', requesterName: 'Closed' } },
      },
      'Resolved and Closed have the same name.',
    ],
  ])('finds %s', (_, lifecycle, sentence) => {
    expect(lifecycleProblems(lifecycle)).toContain(sentence);
  });

  it('says each thing once', () => {
    fc.assert(
      fc.property(fc.subarray([...DEFAULTS]), (some) => {
        const problems = lifecycleProblems(withLines(some));
        expect(new Set(problems).size).toBe(problems.length);
      }),
    );
  });

  it('counts a status as reached exactly when a path from New leads to it', () => {
    fc.assert(
      fc.property(fc.subarray([...DEFAULTS]), (some) => {
        const seen = new Set<TicketStatus>();
        const walk = (status: TicketStatus): void => {
          if (!seen.has(status)) {
            seen.add(status);
            some
              .filter(({ from }) => from === status)
              .forEach(({ to }) => {
                walk(to);
              });
          }
        };
        walk('New');
        const unreachable = STATUSES.filter((status) => status !== 'Merged' && !seen.has(status));
        expect(lifecycleProblems(withLines(some)).filter((problem) => problem.includes('cannot be reached'))).toEqual(
          unreachable.map((status) => `${status} cannot be reached from New.`),
        );
      }),
    );
  });

  it.each([
    ['New', 'Open', false],
    ['Resolved', 'Closed', false],
    ['Open', 'Rejected', true],
    ['Open', 'Resolved', true],
    ['New', 'Withdrawn', true],
  ] as const)('knows whether %s to %s can be removed: %s', (from, to, expected) => {
    const found = DEFAULTS.find((one) => one.from === from && one.to === to);
    expect(found !== undefined && isRemovable(DEFAULT_LIFECYCLE, found)).toBe(expected);
  });
});
