import { DEFAULT_RULES } from './default-lifecycle.js';
import { ANONYMOUS, SYSTEM, WORKFLOW, type PersonActor } from '../../../kernel/actor.js';
import type { Role } from '../../../kernel/role.js';
import {
  abilitiesOf,
  canSee,
  decide,
  TICKET_ACTIONS,
  transitionActors,
  type PolicyFacts,
  type TicketAction,
} from './ticket-policy.js';
import { STATUSES, type TicketStatus } from './ticket-status.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const LATER = new Date('2026-10-04T12:00:00Z');
const ME = '018f0000-0000-7000-8000-0000000000aa';
const OTHER = '018f0000-0000-7000-8000-0000000000bb';
const TEAM = '018f0000-0000-7000-8000-0000000000cc';

function person(role: Role, teamIds: readonly string[] = []): PersonActor {
  return {
    kind: 'person',
    id: ME,
    name: 'Me Myself',
    role,
    teamIds,
    sessionId: 's',
    scopes: null,
    mustSetUpSecondFactor: false,
  };
}

function ticket(facts: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    status: 'Open',
    assigneeId: null,
    resolvedAt: NOW,
    closedAt: NOW,
    requesterId: OTHER,
    teamId: null,
    confidential: false,
    isWatchedByActor: false,
    isAnswered: false,
    ...facts,
  };
}

const EMPLOYEE = person('Employee');
const COORDINATOR = person('Ticket Coordinator');
const MEMBER = person('Ticket Coordinator', [TEAM]);
const ADMIN = person('System Admin');

/** Each kind of actor to a ticket: how it stands to it, and whether it sees it open and confidential (`domain`). */
const SIGHT: readonly (readonly [string, PersonActor, Partial<PolicyFacts>, open: boolean, confidential: boolean])[] = [
  ['the employee who asked', EMPLOYEE, { requesterId: ME }, true, true],
  ['an employee who watches', EMPLOYEE, { isWatchedByActor: true }, true, true],
  ['an employee who has no part in it', EMPLOYEE, {}, false, false],
  ['an employee in whose team it is, which makes no part', person('Employee', [TEAM]), { teamId: TEAM }, false, false],
  ['a former coordinator it is still assigned to', EMPLOYEE, { assigneeId: ME }, false, false],
  ['a coordinator who has no part in it', COORDINATOR, {}, true, false],
  ['the coordinator it is assigned to', COORDINATOR, { assigneeId: ME }, true, true],
  ['a coordinator of its team', MEMBER, { teamId: TEAM }, true, true],
  ['a coordinator of another team', COORDINATOR, { teamId: TEAM }, true, false],
  ['a member of no team, for a ticket of no team', COORDINATOR, { teamId: null }, true, false],
  ['a coordinator who watches', COORDINATOR, { isWatchedByActor: true }, true, true],
  ['the coordinator who asked', COORDINATOR, { requesterId: ME }, true, true],
  ['an administrator who has no part in it', ADMIN, {}, true, true],
];

describe('who sees a ticket', () => {
  it.each(SIGHT)('%s', (_, actor, facts, open, confidential) => {
    expect(canSee(actor, ticket(facts)).allowed).toBe(open);
    expect(canSee(actor, ticket({ ...facts, confidential: true })).allowed).toBe(confidential);
  });

  it.each([
    ['the desk itself', SYSTEM, true],
    ['the Workflow system', WORKFLOW, true],
    ['nobody signed in', ANONYMOUS, false],
  ] as const)('%s', (_, actor, expected) => {
    expect(canSee(actor, ticket()).allowed).toBe(expected);
    expect(canSee(actor, ticket({ confidential: true })).allowed).toBe(expected);
  });

  it.each(SIGHT)('%s gets 404 for every action on what it does not see', (_, actor, facts, open, confidential) => {
    [...TICKET_ACTIONS, 'read' as const, 'read_internal' as const].forEach((action) => {
      [ticket(facts), ticket({ ...facts, confidential: true })].forEach((one) => {
        const decision = decide(actor, action, one);
        const isHidden = !(one.confidential ? confidential : open);
        expect(!decision.allowed && decision.because === 'hidden').toBe(isHidden);
      });
    });
  });
});

type Stand = 'own' | 'visible' | 'staff';
const OWNED = { requesterId: ME };

/** The table of `domain`, Who may do what: who may ever, on a ticket that is visible. */
const EVER: Readonly<Record<TicketAction | 'read_internal', readonly Stand[]>> = {
  read_internal: ['staff'],
  reply: ['own', 'visible', 'staff'],
  note: ['staff'],
  edit: ['own', 'staff'],
  attach: ['own', 'visible', 'staff'],
  claim: ['staff'],
  assign: ['staff'],
  set_team: ['staff'],
  set_priority: ['staff'],
  set_tags: ['staff'],
  set_confidential: ['staff'],
  change_status: ['staff'],
  change_hold: ['staff'],
  withdraw: ['own'],
  close: ['own', 'staff'],
  reopen: ['own', 'staff'],
  watch: ['own', 'visible', 'staff'],
  unwatch: ['own', 'visible', 'staff'],
  manage_watchers: ['staff'],
  link: ['staff'],
  delete_attachment: ['own', 'staff'],
};

describe('who may ever do what', () => {
  const actors: readonly (readonly [string, PersonActor, Partial<PolicyFacts>, readonly Stand[]])[] = [
    ['the employee who asked', EMPLOYEE, OWNED, ['own']],
    ['an employee who watches', EMPLOYEE, { isWatchedByActor: true }, ['visible']],
    ['a coordinator', COORDINATOR, {}, ['staff']],
    ['the coordinator who asked', COORDINATOR, OWNED, ['own', 'staff']],
    ['an administrator', ADMIN, {}, ['staff']],
    ['the administrator who asked', ADMIN, OWNED, ['own', 'staff']],
  ];
  const cases = actors.flatMap(([name, actor, facts, stands]) =>
    (Object.keys(EVER) as (keyof typeof EVER)[]).map((action) => [name, action, actor, facts, stands] as const),
  );

  it.each(cases)('%s: %s', (_, action, actor, facts, stands) => {
    const isExpected = EVER[action].some((stand) => stands.includes(stand));
    const decision = decide(actor, action, ticket(facts));
    expect(decision.allowed).toBe(isExpected);
    expect(decision.allowed || decision.because === 'forbidden').toBe(true);
    expect(decision.rule).not.toBe('');
  });
});

/** What each state leaves possible, for the owner without a role and for staff without a part in it (`domain`). */
const STATES: Readonly<Record<TicketStatus, { readonly owner: string; readonly staff: string }>> = {
  New: {
    owner: 'reply edit attach withdraw watch delete_attachment',
    staff:
      'reply note edit attach claim assign set_team set_priority set_tags set_confidential change_status watch manage_watchers link delete_attachment',
  },
  Open: {
    owner: 'reply attach withdraw close watch delete_attachment',
    staff:
      'reply note edit attach claim assign set_team set_priority set_tags set_confidential change_status watch manage_watchers link delete_attachment',
  },
  'In Progress': {
    owner: 'reply attach withdraw close watch delete_attachment',
    staff:
      'reply note edit attach claim assign set_team set_priority set_tags set_confidential change_status watch manage_watchers link delete_attachment',
  },
  'On Hold': {
    owner: 'reply attach withdraw close watch delete_attachment',
    staff:
      'reply note edit attach assign set_team set_priority set_tags set_confidential change_status change_hold watch manage_watchers link delete_attachment',
  },
  Resolved: {
    owner: 'reply attach close reopen watch delete_attachment',
    staff:
      'reply note edit attach set_priority set_tags set_confidential change_status close reopen watch manage_watchers link delete_attachment',
  },
  Closed: {
    owner: 'reply reopen watch delete_attachment',
    staff:
      'reply note edit set_priority set_tags set_confidential change_status reopen watch manage_watchers link delete_attachment',
  },
  Rejected: { owner: 'watch', staff: 'note set_confidential watch manage_watchers link delete_attachment' },
  Withdrawn: { owner: 'watch', staff: 'note set_confidential watch manage_watchers link delete_attachment' },
  Merged: { owner: 'watch', staff: 'note set_confidential watch manage_watchers link delete_attachment' },
};

describe('what is possible now', () => {
  it.each(STATUSES)('in %s for the owner', (status) => {
    expect(abilitiesOf(EMPLOYEE, ticket({ ...OWNED, status }), DEFAULT_RULES, NOW).join(' ')).toBe(
      STATES[status].owner,
    );
  });

  it.each(STATUSES)('in %s for staff, coordinators and administrators alike', (status) => {
    expect(abilitiesOf(COORDINATOR, ticket({ status }), DEFAULT_RULES, NOW).join(' ')).toBe(STATES[status].staff);
    expect(abilitiesOf(ADMIN, ticket({ status }), DEFAULT_RULES, NOW).join(' ')).toBe(STATES[status].staff);
  });

  it.each(STATUSES)('in %s for staff who asked: what staff may and what the owner may, editing as staff', (status) => {
    const both = new Set([...STATES[status].owner.split(' '), ...STATES[status].staff.split(' ')]);
    expect([...abilitiesOf(COORDINATOR, ticket({ ...OWNED, status }), DEFAULT_RULES, NOW)].sort()).toEqual(
      [...both].sort(),
    );
  });

  it.each(STATUSES)('in %s nothing at all for those who do not see it', (status) => {
    expect(abilitiesOf(EMPLOYEE, ticket({ status }), DEFAULT_RULES, NOW)).toEqual([]);
    expect(abilitiesOf(COORDINATOR, ticket({ status, confidential: true }), DEFAULT_RULES, NOW)).toEqual([]);
    expect(abilitiesOf(ANONYMOUS, ticket({ status }), DEFAULT_RULES, NOW)).toEqual([]);
  });

  it('ends the requester’s deleting of files with the first answer by staff, not staff’s', () => {
    const answered = ticket({ ...OWNED, isAnswered: true });
    expect(abilitiesOf(EMPLOYEE, answered, DEFAULT_RULES, NOW)).not.toContain('delete_attachment');
    expect(abilitiesOf(COORDINATOR, answered, DEFAULT_RULES, NOW)).toContain('delete_attachment');
  });

  it('takes away claiming once somebody has it', () => {
    expect(abilitiesOf(COORDINATOR, ticket({ assigneeId: OTHER }), DEFAULT_RULES, NOW)).not.toContain('claim');
  });

  it('offers to stop watching instead of watching', () => {
    const watched = abilitiesOf(EMPLOYEE, ticket({ isWatchedByActor: true }), DEFAULT_RULES, NOW);
    expect(watched).toContain('unwatch');
    expect(watched).not.toContain('watch');
  });

  it.each(['Resolved', 'Closed'] as const)(
    'ends the owner’s reopening of a %s ticket with the window, not staff’s',
    (status) => {
      expect(abilitiesOf(EMPLOYEE, ticket({ ...OWNED, status }), DEFAULT_RULES, LATER)).not.toContain('reopen');
      expect(abilitiesOf(COORDINATOR, ticket({ status }), DEFAULT_RULES, LATER)).toContain('reopen');
    },
  );
});

describe('in which lines of the lifecycle an actor stands', () => {
  it.each([
    ['the owner', EMPLOYEE, OWNED, ['owner']],
    ['a watching employee', EMPLOYEE, { isWatchedByActor: true }, []],
    ['a coordinator', COORDINATOR, {}, ['coordinator']],
    ['a coordinator who asked', COORDINATOR, OWNED, ['owner', 'coordinator']],
    ['an administrator', ADMIN, {}, ['admin']],
    ['an administrator who asked', ADMIN, OWNED, ['owner', 'admin']],
    ['the desk', SYSTEM, {}, ['system']],
    ['the Workflow system', WORKFLOW, {}, ['workflow']],
    ['nobody', ANONYMOUS, OWNED, []],
  ] as const)('%s', (_, actor, facts, expected) => {
    expect(transitionActors(actor, ticket(facts))).toEqual(expected);
  });
});

describe('an API token', () => {
  it.each([EMPLOYEE, COORDINATOR, ADMIN])('that is made for reading reads as $role, and does nothing', (owner) => {
    const token = { ...owner, scopes: ['ticket:read'] as const };
    expect(decide(token, 'read', ticket(OWNED)).allowed).toBe(true);
    expect(abilitiesOf(token, ticket(OWNED), DEFAULT_RULES, NOW)).toEqual([]);
    expect(transitionActors(token, ticket(OWNED))).toEqual([]);
    expect(decide(token, 'reply', ticket(OWNED))).toMatchObject({ allowed: false, because: 'forbidden' });
  });

  it('that is made for acting does what its owner does', () => {
    const token = { ...COORDINATOR, scopes: ['ticket:act'] as const };
    expect(abilitiesOf(token, ticket(), DEFAULT_RULES, NOW)).toEqual(
      abilitiesOf(COORDINATOR, ticket(), DEFAULT_RULES, NOW),
    );
  });

  it('does not see what its owner does not see', () => {
    const token = { ...EMPLOYEE, scopes: ['ticket:read', 'ticket:act'] as const };
    expect(decide(token, 'read', ticket())).toMatchObject({ allowed: false, because: 'hidden' });
  });
});
