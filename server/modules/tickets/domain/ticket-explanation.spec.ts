import fc from 'fast-check';
import type { PersonActor } from '../../../kernel/actor.js';
import { ACCOUNT_STATUSES, ROLES, type Role } from '../../../kernel/role.js';
import { explain } from './ticket-explanation.js';
import { DEFAULT_RULES } from './default-lifecycle.js';
import { transitionsFor } from './ticket-lifecycle.js';
import { abilitiesOf, canSee, transitionActors, type PolicyFacts, type TicketAction } from './ticket-policy.js';
import { STATUSES } from './ticket-status.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const ME = 'ann';
const PEOPLE = [ME, 'bea', 'cem'];
const TEAMS = ['north', 'south'];

function person(role: Role, teamIds: readonly string[] = []): PersonActor {
  return {
    kind: 'person',
    id: ME,
    name: 'Ann',
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
    resolvedAt: null,
    closedAt: null,
    requesterId: 'bea',
    teamId: null,
    confidential: false,
    isWatchedByActor: false,
    isAnswered: false,
    ...facts,
  };
}

const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const anyPerson: fc.Arbitrary<PersonActor> = fc
  .tuple(fc.constantFrom(...ROLES), fc.subarray(TEAMS))
  .map(([role, teamIds]) => person(role, teamIds));
const anyMoment = fc.option(fc.integer({ min: 0, max: 2 * DEFAULT_RULES.reopenWindowDays }).map(daysAgo));
const anyTicket: fc.Arbitrary<PolicyFacts> = fc.record({
  status: fc.constantFrom(...STATUSES),
  assigneeId: fc.option(fc.constantFrom(...PEOPLE)),
  resolvedAt: anyMoment,
  closedAt: anyMoment,
  requesterId: fc.constantFrom(...PEOPLE),
  teamId: fc.option(fc.constantFrom(...TEAMS)),
  confidential: fc.boolean(),
  isWatchedByActor: fc.boolean(),
  isAnswered: fc.boolean(),
});

describe('the explanation', () => {
  it('says of every person and every ticket exactly what happens', () => {
    fc.assert(
      fc.property(anyPerson, anyTicket, (actor, facts) => {
        const { visible, actions, transitions } = explain(actor, 'Approved', facts, DEFAULT_RULES, NOW);
        expect(visible.allowed).toBe(canSee(actor, facts).allowed);
        expect(actions.filter(({ allowed, isPossible }) => allowed && isPossible).map(({ action }) => action)).toEqual(
          abilitiesOf(actor, facts, DEFAULT_RULES, NOW),
        );
        const open = visible.allowed ? transitionsFor(facts, transitionActors(actor, facts), DEFAULT_RULES, NOW) : [];
        expect(
          transitions
            .filter(({ isPossible, because }) => isPossible || because === 'assignee_missing')
            .map(({ to }) => to),
        ).toEqual(open.map(({ to }) => to));
      }),
      { numRuns: 5_000 },
    );
  });

  it('has a reason for everything that is not possible, and for nothing else', () => {
    fc.assert(
      fc.property(anyPerson, anyTicket, (actor, facts) => {
        const { actions, transitions } = explain(actor, 'Approved', facts, DEFAULT_RULES, NOW);
        [...actions, ...transitions].forEach(({ isPossible, because }) => {
          expect(because === null).toBe(isPossible);
        });
      }),
    );
  });

  it('lets nobody do anything whose account is not approved, and says so', () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyTicket,
        fc.constantFrom(...ACCOUNT_STATUSES.filter((status) => status !== 'Approved')),
        (actor, facts, status) => {
          const { visible, actions, transitions } = explain(actor, status, facts, DEFAULT_RULES, NOW);
          expect(visible).toEqual({ allowed: false, rule: 'not_approved' });
          expect(actions.every(({ allowed, rule }) => !allowed && rule === 'not_approved')).toBe(true);
          expect(transitions).toEqual([]);
        },
      ),
    );
  });

  it('lets nobody do anything whose role needs a second factor that he has not set up', () => {
    const actor = { ...person('System Admin'), mustSetUpSecondFactor: true };
    const { visible, actions, transitions } = explain(actor, 'Approved', ticket(), DEFAULT_RULES, NOW);
    expect(visible).toEqual({ allowed: false, rule: 'second_factor_missing' });
    expect(actions.filter(({ allowed, rule }) => allowed || rule !== 'second_factor_missing')).toEqual([]);
    expect(transitions).toEqual([]);
    expect(explain(actor, 'Pending', ticket(), DEFAULT_RULES, NOW).visible.rule).toBe('not_approved');
  });

  it.each<[string, PersonActor, Partial<PolicyFacts>, boolean, string]>([
    ['the employee who asked', person('Employee'), { requesterId: ME }, true, 'requester'],
    ['an employee who watches', person('Employee'), { isWatchedByActor: true }, true, 'watcher'],
    ['an employee of its team', person('Employee', ['north']), { teamId: 'north' }, false, 'no_part'],
    ['a coordinator', person('Ticket Coordinator'), {}, true, 'open_to_staff'],
    ['a coordinator, confidential', person('Ticket Coordinator'), { confidential: true }, false, 'no_part'],
    [
      'its assignee, confidential',
      person('Ticket Coordinator'),
      { confidential: true, assigneeId: ME },
      true,
      'assignee',
    ],
    [
      'a coordinator of its team, confidential',
      person('Ticket Coordinator', ['north']),
      { confidential: true, teamId: 'north' },
      true,
      'team_member',
    ],
    ['an administrator, confidential', person('System Admin'), { confidential: true }, true, 'administrator'],
  ])('of the sight of %s', (_, actor, facts, allowed, rule) => {
    expect(explain(actor, 'Approved', ticket(facts), DEFAULT_RULES, NOW).visible).toEqual({ allowed, rule });
  });

  it.each<[TicketAction, Role, Partial<PolicyFacts>, boolean, string, string | null]>([
    ['edit', 'Employee', { requesterId: ME }, true, 'requester_or_staff', 'no_longer_new'],
    ['edit', 'Employee', { isWatchedByActor: true }, false, 'requester_or_staff', 'no_longer_new'],
    ['note', 'Employee', { requesterId: ME }, false, 'staff', null],
    ['note', 'Employee', {}, false, 'not_visible', null],
    ['withdraw', 'System Admin', {}, false, 'requester', 'requester_only'],
    ['withdraw', 'Employee', { requesterId: ME, status: 'Resolved' }, true, 'requester', 'resolved_or_ended'],
    ['close', 'Employee', { requesterId: ME, status: 'New' }, true, 'requester_or_staff', 'no_transition'],
    ['close', 'Ticket Coordinator', { status: 'Closed' }, true, 'requester_or_staff', 'ended'],
    ['claim', 'Ticket Coordinator', { assigneeId: 'cem' }, true, 'staff', 'has_assignee'],
    ['claim', 'Ticket Coordinator', { status: 'On Hold' }, true, 'staff', 'not_waiting'],
    ['assign', 'Ticket Coordinator', { status: 'Resolved' }, true, 'staff', 'resolved_or_ended'],
    ['reply', 'Ticket Coordinator', { status: 'Rejected' }, true, 'everybody', 'final'],
    ['attach', 'Ticket Coordinator', { status: 'Closed' }, true, 'everybody', 'ended'],
    ['close', 'Ticket Coordinator', {}, true, 'requester_or_staff', 'requester_only'],
    ['close', 'Employee', { requesterId: ME }, true, 'requester_or_staff', null],
    ['reopen', 'Employee', { requesterId: ME }, true, 'requester_or_staff', 'not_solved'],
    [
      'reopen',
      'Employee',
      { requesterId: ME, status: 'Closed', closedAt: daysAgo(15) },
      true,
      'requester_or_staff',
      'reopen_window_over',
    ],
    ['watch', 'System Admin', { isWatchedByActor: true }, true, 'everybody', 'watches_already'],
    ['unwatch', 'System Admin', {}, true, 'everybody', 'does_not_watch'],
    ['delete_attachment', 'Employee', { requesterId: ME, isAnswered: true }, true, 'requester_or_staff', 'answered'],
  ])('of %s by a %s with %j', (action, role, facts, allowed, rule, because) => {
    const told = explain(person(role), 'Approved', ticket(facts), DEFAULT_RULES, NOW).actions.find(
      (one) => one.action === action,
    );
    expect(told).toEqual({ action, allowed, isPossible: because === null, rule, because });
  });

  it('of a status that needs an assignee', () => {
    const to = (facts: Partial<PolicyFacts>) =>
      explain(person('Ticket Coordinator'), 'Approved', ticket(facts), DEFAULT_RULES, NOW).transitions.find(
        (one) => one.to === 'In Progress',
      );
    expect(to({})).toMatchObject({
      allowed: true,
      isPossible: false,
      because: 'assignee_missing',
      needs: ['assignee'],
    });
    expect(to({ assigneeId: 'cem' })).toMatchObject({ allowed: true, isPossible: true, because: null });
  });

  it('of a status that only its requester may set', () => {
    const { transitions } = explain(person('System Admin'), 'Approved', ticket(), DEFAULT_RULES, NOW);
    expect(transitions.find(({ to }) => to === 'Withdrawn')).toMatchObject({
      who: ['owner'],
      allowed: false,
      isPossible: false,
      because: 'not_yours',
    });
  });

  it('names every part that one has', () => {
    const facts = ticket({ requesterId: ME, assigneeId: ME, isWatchedByActor: true, teamId: 'north' });
    const parts = ['requester', 'assignee', 'watcher', 'team_member'];
    expect(explain(person('Employee', ['north']), 'Approved', facts, DEFAULT_RULES, NOW).relations).toEqual(parts);
    expect(explain(person('Employee'), 'Approved', ticket(), DEFAULT_RULES, NOW).relations).toEqual([]);
  });
});
