import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

interface ExplanationView {
  readonly person: { readonly id: string; readonly name: string; readonly role: string; readonly status: string };
  readonly ticket: { readonly id: string; readonly number: string; readonly status: string; confidential: boolean };
  readonly relations: readonly string[];
  readonly visible: { readonly allowed: boolean; readonly rule: string };
  readonly actions: readonly {
    readonly action: string;
    readonly allowed: boolean;
    readonly isPossible: boolean;
    readonly rule: string;
    readonly because: string | null;
  }[];
  readonly transitions: readonly {
    readonly to: string;
    readonly isPossible: boolean;
    readonly because: string | null;
  }[];
}

const ABSENT = '018f0000-0000-7000-8000-00000000dead';

describe('the explanation of who may do what to a ticket', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let ticket: TicketView;
  let secret: TicketView;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    admin = await desk.people.admin();
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
    ticket = (await submitTicket(desk, ada)).body;
    secret = (await submitTicket(desk, ada, { confidential: true })).body;
  });
  afterAll(async () => {
    await desk.close();
  });

  const explain = async <B = ExplanationView>(
    ref: string,
    query: string,
    as: SignedIn | null = admin,
  ): Promise<RestAnswer<B>> => desk.request<B>('GET', `/api/tickets/${ref}/explain${query}`, as === null ? {} : { as });
  const of = async (person: SignedIn, one = ticket) => (await explain(one.id, `?person=${person.id}`)).body;
  const looks = async (id: string) =>
    desk.database.query<{ actor_id: string }>(
      `SELECT actor_id FROM events WHERE subject_id = $1 AND name = 'ticket.confidential_opened'`,
      [id],
    );

  it('is for administrators: 401 and 403 before anything is looked for', async () => {
    for (const ref of [ticket.id, ABSENT]) {
      expect((await explain<Refusal>(ref, `?person=${ada.id}`, null)).body.code).toBe('AUTHENTICATION_REQUIRED');
      for (const as of [ada, bob, carla]) {
        const answer = await explain<Refusal>(ref, '', as);
        expect([answer.status, answer.body.code]).toEqual([403, 'PERMISSION_DENIED']);
      }
    }
  });

  it('of a ticket that there is not is 404, whatever else is wrong', async () => {
    for (const ref of [ABSENT, 'SS-999999', 'nonsense', '%00']) {
      expect((await explain(ref, `?person=${ada.id}`)).status).toBe(404);
      expect((await explain(ref, '?person=x')).status).toBe(404);
    }
  });

  it.each([
    ['nobody', '', 'person'],
    ['no id', '?person=Ada', 'person'],
    ['an empty id', '?person=', 'person'],
    ['an id that nobody has', `?person=${ABSENT}`, 'person'],
    ['two people', `?person=${ABSENT}&person=${ABSENT}`, 'person'],
    ['a field nobody knows', `?person=${ABSENT}&as=admin`, 'as'],
  ])('about %s is 400 and names the field', async (_, query, field) => {
    const answer = await explain<Refusal>(ticket.id, query);
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(Object.keys(answer.body.details ?? {})).toContain(field);
  });

  it('is found by number too, and kept nowhere', async () => {
    const answer = await explain(ticket.number, `?person=${ada.id}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.ticket).toEqual({
      id: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      status: 'New',
      confidential: false,
    });
    expect(answer.body.person).toMatchObject({ id: ada.id, role: 'Employee', status: 'Approved' });
  });

  it('agrees with what each of them is really offered', async () => {
    for (const person of [ada, carla, admin]) {
      const { body: own } = await desk.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: person });
      const { actions, visible } = await of(person);
      expect(visible.allowed).toBe(true);
      expect(actions.filter(({ allowed, isPossible }) => allowed && isPossible).map(({ action }) => action)).toEqual(
        own.allowedActions,
      );
    }
    expect((await of(bob)).visible).toEqual({ allowed: false, rule: 'no_part' });
  });

  it('knows teams and watchers', async () => {
    const team = await desk.database.query<{ id: string }>('SELECT id FROM teams LIMIT 1');
    const teamId = team[0]?.id ?? '';
    const member = await desk.people.coordinator();
    const one = (await submitTicket(desk, ada, { confidential: true })).body;
    expect((await of(member, one)).visible).toEqual({ allowed: false, rule: 'no_part' });
    await desk.request('PATCH', `/api/users/${member.id}`, { as: admin, body: { teamIds: [teamId] } });
    await desk.request('PATCH', `/api/tickets/${one.id}`, { as: admin, body: { teamId } });
    expect(await of(member, one)).toMatchObject({
      relations: ['team_member'],
      visible: { allowed: true, rule: 'team_member' },
    });
    await desk.request('PUT', `/api/tickets/${one.id}/watchers/${bob.id}`, { as: admin });
    expect(await of(bob, one)).toMatchObject({ relations: ['watcher'], visible: { allowed: true, rule: 'watcher' } });
  });

  it('says of somebody who is not approved that he may do nothing', async () => {
    const gone = await desk.people.coordinator();
    await desk.request('POST', `/api/users/${gone.id}/suspend`, { as: admin, body: { reason: 'x' } });
    const pending = await desk.people.pending();
    for (const { id } of [gone, pending]) {
      const { body } = await explain(ticket.id, `?person=${id}`);
      expect(body.visible).toEqual({ allowed: false, rule: 'not_approved' });
      expect(body.actions.filter(({ allowed, rule }) => allowed || rule !== 'not_approved')).toEqual([]);
      expect(body.transitions).toEqual([]);
    }
  });

  it('says of somebody without the second factor of his role that he may do nothing, until it is set up', async () => {
    const path = '/api/settings/security';
    const require = async (roles: readonly string[]) =>
      desk.request('PATCH', path, { as: admin, body: { values: { secondFactorRoles: roles } } });
    expect((await require(['Ticket Coordinator'])).status).toBe(200);
    expect((await of(carla)).visible).toEqual({ allowed: false, rule: 'second_factor_missing' });
    await desk.database.query(
      `INSERT INTO second_factors (user_id, secret, created_at, confirmed_at) VALUES ($1, 'x', now(), now())`,
      [carla.id],
    );
    expect((await of(carla)).visible).toEqual({ allowed: true, rule: 'open_to_staff' });
    expect((await require([])).status).toBe(200);
  });

  it('tells what the state lacks', async () => {
    const one = (await submitTicket(desk, ada)).body;
    await desk.request('POST', `/api/tickets/${one.id}/status`, { as: admin, body: { status: 'Open' } });
    expect((await of(carla, one)).transitions.find(({ to }) => to === 'In Progress')).toMatchObject({
      isPossible: false,
      because: 'assignee_missing',
    });
    await desk.request('POST', `/api/tickets/${one.id}/claim`, { as: carla });
    const claimed = await of(carla, one);
    expect(claimed.transitions.find(({ to }) => to === 'In Progress')).toMatchObject({
      isPossible: true,
      because: null,
    });
    expect(claimed.actions.find(({ action }) => action === 'claim')).toEqual({
      action: 'claim',
      allowed: true,
      isPossible: false,
      rule: 'staff',
      because: 'has_assignee',
    });
  });

  it('of a confidential ticket is a look at it, which is kept; a refused question is none', async () => {
    await explain(secret.id, '?person=x');
    await explain(secret.id, `?person=${ada.id}`, carla);
    expect(await looks(secret.id)).toEqual([]);
    expect((await of(carla, secret)).visible).toEqual({ allowed: false, rule: 'no_part' });
    expect(await looks(secret.id)).toEqual([{ actor_id: admin.id }]);
    await of(ada, ticket);
    expect(await looks(ticket.id)).toEqual([]);
  });
});
