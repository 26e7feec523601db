import fc from 'fast-check';
import type { PersonActor } from '../../../kernel/actor.js';
import { AUDIENCES } from '../../../kernel/domain-event.js';
import { PERMISSIONS, type Permission } from '../../../kernel/permission.js';
import { ROLES, type Role } from '../../../kernel/role.js';
import { mayConnect, roomsFor, roomsOf, type Circles } from './hint-rooms.js';

const PEOPLE = ['ann', 'bea', 'cem'];
const TEAMS = ['north', 'south'];

function person(role: Role, id = 'ann', more: Partial<PersonActor> = {}): PersonActor {
  return {
    kind: 'person',
    id,
    name: 'Ann',
    role,
    teamIds: [],
    sessionId: 's',
    scopes: null,
    mustSetUpSecondFactor: false,
    ...more,
  };
}

const anyActor = fc
  .record({ role: fc.constantFrom(...ROLES), id: fc.constantFrom(...PEOPLE), teamIds: fc.subarray(TEAMS) })
  .map(({ role, id, teamIds }) => person(role, id, { teamIds }));
const anyCircle = fc.record({
  everybody: fc.boolean(),
  personIds: fc.subarray(PEOPLE),
  teamIds: fc.subarray(TEAMS),
});
const anyCircles: fc.Arbitrary<Circles> = fc.record({
  Employee: anyCircle,
  'Ticket Coordinator': anyCircle,
  'System Admin': anyCircle,
});

const hears = (actor: PersonActor, rooms: readonly string[]): boolean =>
  roomsOf(actor).some((room) => rooms.includes(room));

describe('who hears of an event', () => {
  it('about a ticket: those who see it and read events of that audience, and nobody else', () => {
    fc.assert(
      fc.property(anyActor, anyCircles, fc.constantFrom(...AUDIENCES), (actor, circles, audience) => {
        const { everybody, personIds, teamIds } = circles[actor.role];
        const sees = everybody || personIds.includes(actor.id) || actor.teamIds.some((id) => teamIds.includes(id));
        const reads =
          audience === 'everyone' ||
          actor.role === 'System Admin' ||
          (audience === 'staff' && actor.role === 'Ticket Coordinator');
        const rooms = roomsFor({ name: 'ticket.edited', subject: { type: 'ticket', id: 't' }, audience }, circles);
        expect(hears(actor, rooms)).toBe(sees && reads);
      }),
      { numRuns: 2_000 },
    );
  });

  it('about a ticket that is gone: nobody', () => {
    const event = { name: 'ticket.edited', subject: { type: 'ticket', id: 't' }, audience: 'everyone' } as const;
    expect(roomsFor(event, null)).toEqual([]);
  });

  it.each<[string, string, Permission]>([
    ['account.registered', 'account', 'user:manage'],
    ['team.created', 'team', 'user:manage'],
    ['category.updated', 'category', 'category:manage'],
    ['mail.resent', 'mail', 'mail:read'],
    ['task.retried', 'task', 'queue:manage'],
    ['settings.changed', 'settings', 'settings:manage'],
  ])('%s: those who may look at such things', (name, type, word) => {
    const rooms = roomsFor({ name, subject: { type, id: 'x' }, audience: 'admin' }, null);
    const withAll = PERMISSIONS.filter((other) => other !== word);
    expect(hears(person('System Admin'), rooms)).toBe(true);
    expect(hears(person('System Admin', 'ann', { scopes: withAll }), rooms)).toBe(false);
    expect(hears(person('Ticket Coordinator'), rooms)).toBe(false);
    expect(hears(person('Employee'), rooms)).toBe(false);
  });

  it('about things that nobody named here: nobody', () => {
    const event = { name: 'secret.made', subject: { type: 'secret', id: 'ann' }, audience: 'everyone' } as const;
    expect(roomsFor(event, null)).toEqual([]);
  });

  it('about his own account: the owner, of what its pages show him', () => {
    const about = (name: string): boolean =>
      hears(
        person('Employee', 'bea'),
        roomsFor({ name, subject: { type: 'account', id: 'bea' }, audience: 'admin' }, null),
      );
    const shown = [
      ...['updated', 'photo_changed', 'photo_removed', 'notifications_chosen'],
      ...['email_change_requested', 'email_change_taken_back', 'email_changed'],
      ...['signed_in', 'signed_out', 'signed_out_everywhere', 'password_changed'],
      ...['second_factor_enabled', 'second_factor_disabled', 'second_factor_reset', 'recovery_codes_renewed'],
      ...['api_token_created', 'api_token_deleted', 'identity_linked', 'identity_removed'],
    ];
    expect(shown.filter((name) => !about(`account.${name}`))).toEqual([]);
    expect(about('account.registration_repeated')).toBe(false);
    expect(about('account.password_reset_requested')).toBe(false);
  });
});

describe('who may hold a connection', () => {
  it('everybody in a session, and programs that may read tickets', () => {
    expect(ROLES.every((role) => mayConnect(person(role)))).toBe(true);
    expect(mayConnect(person('Employee', 'ann', { scopes: ['ticket:read'] }))).toBe(true);
    expect(mayConnect(person('System Admin', 'ann', { scopes: ['user:manage', 'ticket:create'] }))).toBe(false);
  });

  it('is not told of tickets through other rooms', () => {
    const rooms = roomsOf(person('System Admin', 'ann', { scopes: ['user:manage'] }));
    expect(rooms).toEqual(['person:ann', 'word:user:manage']);
  });
});
