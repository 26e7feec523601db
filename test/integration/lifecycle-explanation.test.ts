import fc from 'fast-check';
import type { PersonActor } from '../../server/kernel/actor.js';
import { ROLES } from '../../server/kernel/role.js';
import { explain } from '../../server/modules/tickets/domain/ticket-explanation.js';
import { transitionsFor } from '../../server/modules/tickets/domain/ticket-lifecycle.js';
import {
  abilitiesOf,
  canSee,
  transitionActors,
  type PolicyFacts,
} from '../../server/modules/tickets/domain/ticket-policy.js';
import { STATUSES } from '../../server/modules/tickets/domain/ticket-status.js';
import { anyRules } from '../support/any-lifecycle.js';

const NOW = new Date('2026-09-04T12:00:00Z');
const ME = 'ann';
const PEOPLE = [ME, 'bea', 'cem'];
const TEAMS = ['north', 'south'];

const anyPerson: fc.Arbitrary<PersonActor> = fc.record({
  kind: fc.constant('person'),
  id: fc.constant(ME),
  name: fc.constant('Ann'),
  role: fc.constantFrom(...ROLES),
  teamIds: fc.subarray(TEAMS),
  sessionId: fc.constant('s'),
  scopes: fc.constant(null),
  mustSetUpSecondFactor: fc.constant(false),
});
const anyMoment = fc.option(fc.integer({ min: 0, max: 40 }).map((days) => new Date(NOW.getTime() - days * 86_400_000)));
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

describe('with any lifecycle that can be saved', () => {
  it('the explanation says of every person and every ticket exactly what happens', () => {
    fc.assert(
      fc.property(anyPerson, anyTicket, anyRules, (actor, facts, rules) => {
        const { visible, actions, transitions } = explain(actor, 'Approved', facts, rules, NOW);
        expect(visible.allowed).toBe(canSee(actor, facts).allowed);
        expect(actions.filter(({ allowed, isPossible }) => allowed && isPossible).map(({ action }) => action)).toEqual(
          abilitiesOf(actor, facts, rules, NOW),
        );
        const open = visible.allowed ? transitionsFor(facts, transitionActors(actor, facts), rules, NOW) : [];
        expect(
          transitions
            .filter(({ isPossible, because }) => isPossible || because === 'assignee_missing')
            .map(({ to }) => to),
        ).toEqual(open.map(({ to }) => to));
        [...actions, ...transitions].forEach(({ isPossible, because }) => {
          expect(because === null).toBe(isPossible);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
