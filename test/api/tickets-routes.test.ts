import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { footprint } from '../support/footprint.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type TicketView, type TimelineView } from '../support/ticket-views.js';

interface Category {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly version: number;
}

const TEAM = '019a8a00-0000-7000-8000-000000000011';
const files = (): FormData => {
  const body = new FormData();
  body.append('files', new Blob([new Uint8Array(PNG)]), 'a.png');
  return body;
};

type Outcome = number;
interface Route {
  readonly name: string;
  readonly method: string;
  /** `:id` is the ticket, `:file` its attachment. */
  readonly path: string;
  readonly body?: () => object;
  /** What the requester gets on his open ticket, and what a coordinator without a part in it. */
  readonly owner: Outcome;
  readonly staff: Outcome;
  /** Events that success leaves behind. */
  readonly events?: readonly string[];
}

const ROUTES: readonly Route[] = [
  { name: 'read', method: 'GET', path: ':id', owner: 200, staff: 200 },
  {
    name: 'edit',
    method: 'PATCH',
    path: ':id',
    body: () => ({ subject: 'Edited' }),
    owner: 409,
    staff: 200,
    events: ['ticket.edited'],
  },
  {
    name: 'set a priority',
    method: 'PATCH',
    path: ':id',
    body: () => ({ priority: 'High' }),
    owner: 403,
    staff: 200,
    events: ['ticket.priority_changed'],
  },
  {
    name: 'edit and set a priority at once',
    method: 'PATCH',
    path: ':id',
    body: () => ({ subject: 'x', priority: 'Low' }),
    owner: 403,
    staff: 200,
    events: ['ticket.edited', 'ticket.priority_changed'],
  },
  {
    name: 'set tags',
    method: 'PATCH',
    path: ':id',
    body: () => ({ tags: ['a'] }),
    owner: 403,
    staff: 200,
    events: ['ticket.edited'],
  },
  {
    name: 'set a team',
    method: 'PATCH',
    path: ':id',
    body: () => ({ teamId: TEAM }),
    owner: 403,
    staff: 200,
    events: ['ticket.assigned'],
  },
  {
    name: 'set confidential',
    method: 'PATCH',
    path: ':id',
    body: () => ({ confidential: true }),
    owner: 403,
    staff: 200,
    events: ['ticket.edited'],
  },
  {
    name: 'set a status',
    method: 'POST',
    path: ':id/status',
    body: () => ({ status: 'On Hold', holdReason: 'approval' }),
    owner: 403,
    staff: 200,
    events: ['ticket.status_changed'],
  },
  {
    name: 'change a hold',
    method: 'POST',
    path: ':id/hold',
    body: () => ({ holdReason: 'approval' }),
    owner: 403,
    staff: 409,
  },
  { name: 'claim', method: 'POST', path: ':id/claim', owner: 403, staff: 200, events: ['ticket.assigned'] },
  {
    name: 'assign',
    method: 'POST',
    path: ':id/assign',
    body: () => ({ teamId: TEAM }),
    owner: 403,
    staff: 200,
    events: ['ticket.assigned'],
  },
  { name: 'withdraw', method: 'POST', path: ':id/withdraw', owner: 200, staff: 403, events: ['ticket.status_changed'] },
  { name: 'close', method: 'POST', path: ':id/close', owner: 200, staff: 409, events: ['ticket.status_changed'] },
  { name: 'reopen', method: 'POST', path: ':id/reopen', body: () => ({ reason: 'x' }), owner: 409, staff: 409 },
  { name: 'list comments', method: 'GET', path: ':id/comments', owner: 200, staff: 200 },
  {
    name: 'reply',
    method: 'POST',
    path: ':id/comments',
    body: () => ({ body: 'x' }),
    owner: 201,
    staff: 201,
    events: ['ticket.commented'],
  },
  {
    name: 'note',
    method: 'POST',
    path: ':id/comments',
    body: () => ({ body: 'x', visibility: 'internal' }),
    owner: 403,
    staff: 201,
    events: ['ticket.commented'],
  },
  { name: 'read the timeline', method: 'GET', path: ':id/timeline', owner: 200, staff: 200 },
  {
    name: 'attach',
    method: 'POST',
    path: ':id/attachments',
    body: files,
    owner: 201,
    staff: 201,
    events: ['ticket.attached'],
  },
  {
    name: 'remove a file',
    method: 'DELETE',
    path: ':id/attachments/:file',
    owner: 204,
    staff: 204,
    events: ['ticket.attachment_removed'],
  },
  { name: 'watch', method: 'PUT', path: ':id/watchers/me', owner: 200, staff: 200, events: ['ticket.watcher_added'] },
  { name: 'stop watching', method: 'DELETE', path: ':id/watchers/me', owner: 204, staff: 204 },
];

describe('each route of tickets', () => {
  let desk: Desk;
  let ada: SignedIn;
  let bob: SignedIn;
  let carla: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    [ada, bob, carla] = await Promise.all([desk.people.employee(), desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const openTicket = async (confidential = false): Promise<TicketView> => {
    const { body } = await submitTicket(desk, ada, {
      confidential,
      files: [{ name: 'first.png', type: 'image/png', bytes: new Uint8Array(PNG) }],
    });
    const answer = await desk.request('POST', `/api/tickets/${body.id}/status`, {
      as: admin,
      body: { status: 'Open' },
    });
    expect(answer.status).toBe(200);
    return body;
  };
  const go = async (
    route: Route,
    ticket: TicketView,
    as?: SignedIn,
    body = route.body?.(),
  ): Promise<RestAnswer<Refusal>> =>
    desk.request<Refusal>(
      route.method,
      `/api/tickets/${route.path.replace(':id', ticket.id).replace(':file', ticket.attachments[0]?.id ?? '')}`,
      { ...(as === undefined ? {} : { as }), ...(body === undefined ? {} : { body }) },
    );
  const eventsOf = async (id: string): Promise<string[]> =>
    (
      await desk.database.query<{ name: string }>('SELECT name FROM events WHERE subject_id = $1 ORDER BY seq', [id])
    ).map(({ name }) => name);

  it.each(ROUTES)('$name: 401 for nobody, 404 for those who do not see it, whatever they send', async (route) => {
    const ticket = await openTicket(true);
    const before = await eventsOf(ticket.id);
    const bodies =
      route.method === 'GET' || route.method === 'DELETE' ? [undefined] : [route.body?.(), { nonsense: 1 }];
    for (const body of bodies) {
      expect(await go(route, ticket, undefined, body)).toMatchObject({
        status: 401,
        body: { error: 'Authentication required', code: 'AUTHENTICATION_REQUIRED' },
      });
    }
    for (const as of [bob, carla]) {
      expect(await go(route, ticket, as)).toMatchObject({
        status: 404,
        body: { error: 'Resource not found', code: 'NOT_FOUND' },
      });
    }
    expect(await eventsOf(ticket.id)).toEqual(before);
  });

  it.each(ROUTES)('$name: $owner for the requester', async (route) => {
    const ticket = await openTicket();
    const before = await eventsOf(ticket.id);
    const answer = await go(route, ticket, ada);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: route.owner });
    const isDone = answer.status < 300;
    expect((await eventsOf(ticket.id)).slice(before.length)).toEqual(isDone ? (route.events ?? []) : []);
    if (answer.status === 403) {
      expect(answer.body).toMatchObject({ error: 'Insufficient permissions', code: 'PERMISSION_DENIED' });
    }
  });

  it.each(ROUTES)('$name: $staff for a coordinator', async (route) => {
    const ticket = await openTicket();
    const before = await eventsOf(ticket.id);
    const answer = await go(route, ticket, carla);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: route.staff });
    const added = (await eventsOf(ticket.id)).slice(before.length);
    expect(added).toEqual(answer.status < 300 ? (route.events ?? []) : []);
  });

  it.each([
    ['invisible before never', 'bob', { status: 'Closed' }, 404],
    ['invisible before impossible', 'bob', { status: 'New' }, 404],
    ['never before impossible', 'ada', { status: 'New' }, 403],
    ['never before missing', 'ada', { status: 'Rejected' }, 403],
    ['impossible before missing', 'carla', { status: 'Withdrawn', reason: '' }, 409],
    ['missing last', 'carla', { status: 'Rejected' }, 400],
  ] as const)('refuses in order: %s', async (_, who, body, status) => {
    const { id } = await openTicket();
    const as = { ada, bob, carla }[who];
    expect((await desk.request('POST', `/api/tickets/${id}/status`, { as, body })).status).toBe(status);
  });

  it('the timeline tells all in order, with who, from and to, and the typed reasons', async () => {
    const { body } = await submitTicket(desk, ada);
    const act = async (as: SignedIn, path: string, more: object = {}): Promise<void> => {
      expect((await desk.request('POST', `/api/tickets/${body.id}/${path}`, { as, body: more })).status).toBeLessThan(
        300,
      );
    };
    await act(carla, 'claim');
    await act(carla, 'status', { status: 'In Progress' });
    await act(carla, 'comments', { body: 'Looking into it' });
    await act(carla, 'comments', { body: 'Hm', visibility: 'internal' });
    await act(carla, 'status', { status: 'Resolved', resolution: 'Done' });
    await act(ada, 'reopen', { reason: 'Not done' });
    await act(ada, 'close');
    const items = async (as: SignedIn) =>
      (await desk.request<TimelineView>('GET', `/api/tickets/${body.id}/timeline`, { as })).body.items;
    const told = [
      { type: 'ticket.submitted', actor: { id: ada.id } },
      { type: 'ticket.assigned', actor: { id: carla.id }, assignee: { id: carla.id }, isClaim: true },
      { type: 'ticket.status_changed', from: 'New', to: 'Open' },
      { type: 'ticket.status_changed', from: 'Open', to: 'In Progress' },
      { type: 'ticket.commented', comment: { body: 'Looking into it', author: { id: carla.id } } },
      { type: 'ticket.status_changed', from: 'In Progress', to: 'Resolved', resolution: 'Done' },
      { type: 'ticket.status_changed', from: 'Resolved', to: 'Open', reason: 'Not done', isReopening: true },
      { type: 'ticket.status_changed', from: 'Open', to: 'Closed', actor: { id: ada.id } },
    ];
    expect(await items(ada)).toMatchObject(told);
    expect(await items(carla)).toMatchObject([
      ...told.slice(0, 5),
      { type: 'ticket.commented', comment: { body: 'Hm' } },
      ...told.slice(5),
    ]);
  });

  it('staff submit on behalf of an employee, whose ticket it is', async () => {
    const { body } = await submitTicket(desk, carla, { onBehalfOf: ada.id, priority: 'High' });
    expect(body).toMatchObject({ requester: { id: ada.id }, submittedBy: { id: carla.id }, priority: 'High' });
    expect((await desk.request('GET', `/api/tickets/${body.id}`, { as: ada })).status).toBe(200);
    const pending = await desk.people.pending();
    expect((await submitTicket(desk, carla, { onBehalfOf: pending.id })).status).toBe(400);
  });

  it('watching gives sight, and its end takes it', async () => {
    const { id } = await openTicket();
    const path = `/api/tickets/${id}`;
    expect((await desk.request('PUT', `${path}/watchers/${bob.id}`, { as: ada })).status).toBe(403);
    expect((await desk.request('PUT', `${path}/watchers/${bob.id}`, { as: carla })).status).toBe(200);
    expect((await desk.request<TicketView>('GET', path, { as: bob })).body.allowedActions).toEqual([
      'reply',
      'attach',
      'unwatch',
    ]);
    expect((await desk.request('POST', `${path}/comments`, { as: bob, body: { body: 'Me too' } })).status).toBe(201);
    expect((await desk.request('POST', `${path}/close`, { as: bob })).status).toBe(403);
    expect((await desk.request('DELETE', `${path}/watchers/me`, { as: bob })).status).toBe(204);
    expect((await desk.request('GET', path, { as: bob })).status).toBe(404);
  });

  describe('what becomes of a coordinator’s tickets', () => {
    const assignedTo = async (person: SignedIn): Promise<string> => {
      const { id } = await openTicket();
      await desk.request('POST', `/api/tickets/${id}/assign`, {
        as: admin,
        body: { assigneeId: person.id, teamId: TEAM },
      });
      return id;
    };
    const look = async (id: string): Promise<TicketView> =>
      (await desk.request<TicketView>('GET', `/api/tickets/${id}`, { as: admin })).body;

    it.each([
      [
        'suspended',
        async (id: string) => desk.request('POST', `/api/users/${id}/suspend`, { as: admin, body: { reason: 'x' } }),
      ],
      [
        'made an employee',
        async (id: string) => desk.request('PATCH', `/api/users/${id}`, { as: admin, body: { role: 'Employee' } }),
      ],
    ])('who is %s: they go back to their team', async (_, change) => {
      const person = await desk.people.coordinator();
      const id = await assignedTo(person);
      expect((await change(person.id)).status).toBe(200);
      await eventually(async () => (await look(id)).assignee === null);
      expect(await look(id)).toMatchObject({ status: 'Open', team: { id: TEAM } });
    });

    it('who had begun: the work is open again, and the timeline tells', async () => {
      const person = await desk.people.coordinator();
      const id = await assignedTo(person);
      const begun = await desk.request('POST', `/api/tickets/${id}/status`, {
        as: person,
        body: { status: 'In Progress' },
      });
      expect(begun.status).toBe(200);
      await desk.request('POST', `/api/users/${person.id}/suspend`, { as: admin, body: { reason: 'x' } });
      await eventually(async () => (await look(id)).assignee === null);
      expect(await look(id)).toMatchObject({ status: 'Open', team: { id: TEAM } });
      const told = await desk.request<{ items: object[] }>('GET', `/api/tickets/${id}/timeline`, { as: admin });
      expect(told.body.items.at(-1)).toMatchObject({
        type: 'ticket.status_changed',
        actorKind: 'system',
        from: 'In Progress',
        to: 'Open',
      });
    });

    it('who becomes an administrator: they stay', async () => {
      const person = await desk.people.coordinator();
      const id = await assignedTo(person);
      expect(
        (await desk.request('PATCH', `/api/users/${person.id}`, { as: admin, body: { role: 'System Admin' } })).status,
      ).toBe(200);
      await eventually(async () => {
        const tasks = await desk.database.query<{ state: string }>(
          `SELECT t.state FROM tasks t JOIN events e ON e.id = t.event_id
           WHERE t.type = 'event:tickets.release-of-former-staff' AND e.subject_id = $1 AND e.data ->> 'to' = 'System Admin'`,
          [person.id],
        );
        return tasks.length > 0 && tasks.every(({ state }) => state === 'succeeded');
      });
      expect((await look(id)).assignee?.id).toBe(person.id);
    });
  });
});

describe('each route of categories', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    admin = await desk.people.admin();
    [ada, carla] = await Promise.all([desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const call = async <B = Category & Refusal>(
    as: SignedIn | undefined,
    method: string,
    path: string,
    body?: object,
    headers = {},
  ) =>
    desk.request<B>(method, `/api/categories${path}`, {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body }),
      headers,
    });

  it('are listed for everybody who signed in, some from the first start on', async () => {
    expect((await call(undefined, 'GET', '')).status).toBe(401);
    const { body } = await call<{ items: Category[] }>(ada, 'GET', '/');
    expect(body.items.length).toBeGreaterThan(3);
    expect(body.items[0]).toMatchObject({
      id: expect.any(String),
      key: 'hardware',
      name: 'Hardware',
      description: expect.any(String),
    });
  });

  it('are made and changed by administrators alone', async () => {
    const draft = { key: 'coffee', name: 'Coffee' };
    for (const [as, status] of [
      [undefined, 401],
      [ada, 403],
      [carla, 403],
    ] as const) {
      expect((await call(as, 'POST', '', draft)).status).toBe(status);
    }
    const made = await call(admin, 'POST', '', draft);
    expect(made).toMatchObject({ status: 201, body: { ...draft, version: 1, isActive: true } });
    for (const [as, status] of [
      [undefined, 401],
      [ada, 403],
      [carla, 403],
    ] as const) {
      expect((await call(as, 'PATCH', `/${made.body.id}`, { name: 'Tea' })).status).toBe(status);
    }
    const changed = await call(admin, 'PATCH', `/${made.body.id}`, { name: 'Tea' }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { key: 'coffee', name: 'Tea', version: 2 } });
    expect((await call(admin, 'PATCH', `/${made.body.id}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
  });

  it.each<[string, object, number]>([
    ['no key', { name: 'x' }, 400],
    ['a key of capitals', { key: 'ABC', name: 'x' }, 400],
    ['no name', { key: 'abc' }, 400],
    ['a blank name', { key: 'abc', name: '   ' }, 400],
    ['a name of two lines', { key: 'abc', name: 'a\nb' }, 400],
    ['NUL in a name', { key: 'abc', name: 'a\u0000' }, 400],
    ['a long name', { key: 'abc', name: 'x'.repeat(81) }, 400],
    ['a position below nought', { key: 'abc', name: 'x', position: -1 }, 400],
    ['a position out of range', { key: 'abc', name: 'x', position: 1e20 }, 400],
    ['a key that is taken', { key: 'network', name: 'Another' }, 409],
    ['a name that is taken, in other letters', { key: 'other-key', name: 'HARDWARE' }, 409],
    ['a name that is taken, with blanks around it', { key: 'other-key', name: ' Hardware ' }, 409],
    ['a field nobody knows', { key: 'abc', name: 'x', isActive: false }, 400],
  ])('with %s are refused and leave nothing', async (_, body, status) => {
    const before = await footprint(desk);
    const answer = await call(admin, 'POST', '', body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
    expect(await footprint(desk)).toEqual(before);
  });

  it.each<[string, object]>([
    ['null for a name', { name: null }],
    ['a blank name', { name: '  ' }],
    ['null for a position', { position: null }],
    ['null for being in use', { isActive: null }],
    ['another key', { key: 'new' }],
  ])('are not changed to %s', async (_, body) => {
    const { body: all } = await call<{ items: Category[] }>(admin, 'GET', '');
    expect((await call(admin, 'PATCH', `/${all.items[1]?.id ?? ''}`, body)).status).toBe(400);
  });

  it('that nobody knows are 404', async () => {
    for (const id of ['x', '018f0000-0000-7000-8000-00000000dead', '%00']) {
      expect((await call(admin, 'PATCH', `/${id}`, { name: 'x' })).status).toBe(404);
    }
  });

  it('made by 10 at once with one key are one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call(admin, 'POST', '', { key: 'raced', name: 'Raced' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('out of use are neither offered nor taken, but old tickets keep them', async () => {
    const { body: made } = await call(admin, 'POST', '', { key: 'fax', name: 'Fax' });
    const old = await submitTicket(desk, ada, { category: 'fax' });
    await call(admin, 'PATCH', `/${made.id}`, { isActive: false });
    const keys = async (as: SignedIn, query = '') =>
      (await call<{ items: Category[] }>(as, 'GET', query)).body.items.map(({ key }) => key);
    expect(await keys(ada)).not.toContain('fax');
    expect(await keys(ada, '?all=true')).not.toContain('fax');
    expect(await keys(admin, '?all=true')).toContain('fax');
    expect((await submitTicket(desk, ada, { category: 'fax' })).status).toBe(400);
    const kept = await desk.request<{ category: Category }>('GET', `/api/tickets/${old.body.id}`, { as: ada });
    expect(kept.body.category).toMatchObject({ key: 'fax', name: 'Fax' });
  });
});
