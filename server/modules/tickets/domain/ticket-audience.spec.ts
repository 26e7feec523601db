import fc from 'fast-check';
import type { PersonActor } from '../../../kernel/actor.js';
import { ROLES } from '../../../kernel/role.js';
import { audienceOf, isInAudience, type AudienceFacts } from './ticket-audience.js';
import { canSee } from './ticket-policy.js';

const PEOPLE = ['ann', 'bea', 'cem'];
const TEAMS = ['north', 'south'];

const anyActor = fc.record({
  kind: fc.constant('person' as const),
  id: fc.constantFrom(...PEOPLE),
  name: fc.constant('Somebody'),
  role: fc.constantFrom(...ROLES),
  teamIds: fc.subarray(TEAMS),
  sessionId: fc.constant('s'),
  scopes: fc.constant(null),
  mustSetUpSecondFactor: fc.constant(false),
}) as fc.Arbitrary<PersonActor>;

const anyTicket: fc.Arbitrary<AudienceFacts> = fc.record({
  requesterId: fc.constantFrom(...PEOPLE),
  assigneeId: fc.option(fc.constantFrom(...PEOPLE)),
  teamId: fc.option(fc.constantFrom(...TEAMS)),
  confidential: fc.boolean(),
  watcherIds: fc.subarray(PEOPLE),
});

describe('the audience of a ticket', () => {
  it('is exactly those who may see it', () => {
    fc.assert(
      fc.property(anyActor, anyTicket, (actor, ticket) => {
        const facts = {
          ...ticket,
          status: 'Open' as const,
          resolvedAt: null,
          closedAt: null,
          isWatchedByActor: ticket.watcherIds.includes(actor.id),
          isAnswered: false,
        };
        expect(isInAudience(actor, audienceOf(ticket))).toBe(canSee(actor, facts).allowed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of an open ticket is all staff, of a confidential one those who are on it', () => {
    const ticket = { requesterId: 'ann', assigneeId: 'bea', teamId: 'north', confidential: false, watcherIds: ['cem'] };
    expect(audienceOf(ticket)['Ticket Coordinator'].everybody).toBe(true);
    expect(audienceOf({ ...ticket, confidential: true })).toEqual({
      Employee: { everybody: false, personIds: ['ann', 'cem'], teamIds: [] },
      'Ticket Coordinator': { everybody: false, personIds: ['ann', 'bea', 'cem'], teamIds: ['north'] },
      'System Admin': { everybody: true, personIds: [], teamIds: [] },
    });
  });
});
