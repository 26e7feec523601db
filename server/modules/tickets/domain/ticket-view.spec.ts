import type { PersonActor } from '../../../kernel/actor.js';
import type { Role } from '../../../kernel/role.js';
import type { Scope } from '../../../kernel/scope.js';
import { filterOf, OPEN_STATUSES, type FilterWords } from './ticket-list.js';
import { BUILT_IN, BUILT_IN_VIEWS, viewActions, withView, decideView, type SavedView } from './ticket-view.js';

const ME = '018f0000-0000-7000-8000-0000000000aa';
const YOU = '018f0000-0000-7000-8000-0000000000bb';
const TEAM = '018f0000-0000-7000-8000-0000000000cc';
const ALL = filterOf({}, ME);

function person(role: Role, teamIds: readonly string[] = []): PersonActor {
  return {
    kind: 'person',
    id: ME,
    name: 'Me',
    role,
    teamIds,
    sessionId: 's',
    scopes: null,
    mustSetUpSecondFactor: false,
  };
}

function view(scope: Scope, ownerId: string, filters: FilterWords = {}): SavedView {
  return {
    id: '018f0000-0000-7000-8000-0000000000dd',
    scope,
    ownerId,
    teamId: scope === 'team' ? TEAM : null,
    name: 'Mine',
    filters,
    sort: '-updatedAt',
    columns: [],
    position: 0,
    version: 1,
  };
}

describe('withView', () => {
  it.each([
    ['my_open', { statuses: OPEN_STATUSES, assigneeIds: [ME] }],
    ['unassigned', { statuses: OPEN_STATUSES, isUnassigned: true }],
    ['all_open', { statuses: OPEN_STATUSES }],
    ['new', { statuses: ['New'] }],
    ['waiting', { statuses: ['On Hold'] }],
    ['waiting_on_me', { statuses: ['Open', 'In Progress'], assigneeIds: [ME], awaitsReply: true }],
    ['mentions', { statuses: OPEN_STATUSES, mentionedId: ME }],
    ['reopened', { statuses: OPEN_STATUSES, isReopened: true }],
  ] as const)('%s narrows everything else', (key, expected) => {
    expect(withView(ALL, key, ME)).toEqual({ ...ALL, ...expected });
  });

  it.each(BUILT_IN_VIEWS.filter((key) => BUILT_IN[key].isOfAnyStatus))(
    '%s keeps a status that was asked for',
    (key) => {
      expect(withView({ ...ALL, statuses: ['Closed'] }, key, ME)).toMatchObject({
        statuses: ['Closed'],
        isNothing: false,
      });
    },
  );

  it('a view that is about a status has no other', () => {
    expect(withView({ ...ALL, statuses: ['Closed'] }, 'new', ME).isNothing).toBe(true);
  });

  it('keeps the other filters', () => {
    expect(withView({ ...ALL, tags: ['vpn'], q: 'x' }, 'new', ME)).toMatchObject({ tags: ['vpn'], q: 'x' });
  });

  it('a saved view is of whoever looks', () => {
    expect(withView(ALL, view('everyone', YOU, { assignee: ['me'] }), ME).assigneeIds).toEqual([ME]);
  });
});

describe('who sees and changes a saved view', () => {
  const coordinator = person('Ticket Coordinator');
  const member = person('Ticket Coordinator', [TEAM]);
  const admin = person('System Admin');
  const all = ['edit', 'delete', 'set_columns'];
  const CASES: [string, PersonActor, SavedView, readonly string[]][] = [
    ['one’s own', coordinator, view('own', ME), all],
    ['another’s own', admin, view('own', YOU), []],
    ['a team’s, as a member', member, view('team', YOU), all],
    ['a team’s, as its maker who left', coordinator, view('team', ME), []],
    ['everyone’s, as a coordinator', coordinator, view('everyone', YOU), ['set_columns']],
    ['everyone’s, as an administrator', admin, view('everyone', YOU), all],
    ['one’s own, as staff no more', person('Employee'), view('own', ME), []],
    ['everyone’s, as an employee', person('Employee'), view('everyone', YOU), []],
  ];

  it.each(CASES)('%s', (_name, actor, given, expected) => {
    expect(viewActions(actor, given)).toEqual(expected);
    expect(decideView(actor, 'read', given).allowed).toBe(expected.includes('set_columns'));
  });

  it('what one sees and may not change is forbidden, the rest does not exist', () => {
    expect(decideView(coordinator, 'edit', view('everyone', YOU))).toMatchObject({ because: 'forbidden' });
    expect(decideView(coordinator, 'edit', view('own', YOU))).toMatchObject({ because: 'hidden' });
  });
});
