import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketDraft, type TicketListView, type TicketView } from '../support/ticket-views.js';

interface View {
  readonly key: string;
  readonly id: string | null;
  readonly name: string;
  readonly scope: string;
  readonly filters: Record<string, unknown>;
  readonly missing: readonly { field: string; id: string }[];
  readonly sort: string;
  readonly columns: readonly string[];
  readonly hasOwnColumns: boolean;
  readonly version: number | null;
  readonly team: { id: string } | null;
  readonly allowedActions: readonly string[];
}
interface Counts {
  readonly items: readonly { key: string; count: number; isCapped: boolean }[];
}

describe('views of tickets', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;
  let team: string;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [admin, ada, carla, carl] = await Promise.all([
      desk.people.admin(),
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
    const made = await desk.request<{ id: string }>('POST', '/api/teams', { as: admin, body: { name: 'Viewers' } });
    team = made.body.id;
    const joined = await desk.request('PUT', `/api/teams/${team}/members/${carla.id}`, { as: admin });
    expect(joined.status).toBeLessThan(300);
  });
  afterAll(async () => {
    await desk.close();
  });

  const ask = async <B = Refusal>(as: SignedIn, method: string, path = '', body?: object, headers = {}) =>
    desk.request<B>(method, `/api/tickets/views${path}`, { as, headers, ...(body === undefined ? {} : { body }) });
  const save = async (as: SignedIn, body: object): Promise<View> => {
    const answer = await ask<View>(as, 'POST', '', body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const shown = async (as: SignedIn): Promise<readonly View[]> => (await ask<{ items: View[] }>(as, 'GET')).body.items;
  const counts = async (as: SignedIn): Promise<Counts['items']> => {
    const answer = await ask<Counts>(as, 'GET', '/counts');
    expect(answer).toMatchObject({ status: 200 });
    return answer.body.items;
  };
  const list = async (as: SignedIn, query: Record<string, string>): Promise<RestAnswer<TicketListView>> =>
    desk.request<TicketListView>('GET', `/api/tickets?${new URLSearchParams({ limit: '100', ...query }).toString()}`, {
      as,
    });
  const make = async (draft: TicketDraft = {}, as = ada): Promise<TicketView> => {
    const answer = await submitTicket(desk, as, draft);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const act = async (as: SignedIn, id: string, method: string, path: string, body?: object): Promise<void> => {
    const answer = await desk.request(method, `/api/tickets/${id}${path}`, {
      as,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBeLessThan(300);
  };

  describe('saving', () => {
    it('keeps filters, order and columns, and gives them back to a list', async () => {
      const view = await save(carla, {
        name: '  Fires ',
        filters: { priority: ['High', 'Critical'], category: 'hardware', assignee: ['me', 'none'] },
        sort: 'submittedAt',
        columns: ['priority', 'requester'],
      });
      expect(view).toMatchObject({
        key: view.id,
        name: 'Fires',
        scope: 'own',
        filters: { priority: ['High', 'Critical'], category: ['hardware'], assignee: ['me', 'none'] },
        missing: [],
        sort: 'submittedAt',
        columns: ['priority', 'requester'],
        version: 1,
        allowedActions: ['edit', 'delete', 'set_columns'],
      });
      expect((await shown(carla)).map(({ key }) => key)).toContain(view.key);
      expect((await shown(carl)).map(({ key }) => key)).not.toContain(view.key);
      const [first, second] = [
        await make({ subject: 'One', category: 'hardware', priority: 'High', onBehalfOf: ada.id }, carla),
        await make({ subject: 'Two', category: 'hardware', priority: 'Critical', onBehalfOf: ada.id }, carla),
      ];
      const page = await list(carla, { view: view.key });
      expect(page.body.items.map(({ id }) => id)).toEqual([first.id, second.id]);
      const narrower = await list(carla, { view: view.key, priority: 'Critical,Low', sort: '-submittedAt' });
      expect(narrower.body.items.map(({ id }) => id)).toEqual([second.id]);
      const apart = await list(carla, { view: view.key, priority: 'Low', include: 'total' });
      expect(apart.body).toMatchObject({ items: [], total: 0 });
      const [event] = await desk.database.query<{ data: object }>(
        `SELECT data FROM events WHERE subject_id = $1 AND name = 'ticket_view.created'`,
        [view.id],
      );
      expect(event?.data).toMatchObject({ scope: 'own' });
    });

    it('changes what is given, and tells of a version that is old', async () => {
      const view = await save(carla, { name: 'Changing', filters: { tag: ['vpn'] } });
      const changed = await ask<View>(carla, 'PATCH', `/${view.key}`, { name: 'Changed' }, { 'if-match': '"1"' });
      expect(changed).toMatchObject({ status: 200, body: { name: 'Changed', filters: { tag: ['vpn'] }, version: 2 } });
      const stale = await ask(carla, 'PATCH', `/${view.key}`, { name: 'Again' }, { 'if-match': '"1"' });
      expect(stale).toMatchObject({ status: 412, body: { code: 'VERSION_STALE' } });
      expect(await ask(carla, 'DELETE', `/${view.key}`)).toMatchObject({ status: 204 });
      expect(await ask(carla, 'DELETE', `/${view.key}`)).toMatchObject({ status: 404 });
      expect(await list(carla, { view: view.key })).toMatchObject({
        status: 400,
        body: { details: { view: [expect.any(String)] } },
      });
    });

    it('a team’s view is of its members, everyone’s of administrators', async () => {
      const ofTeam = await save(carla, { name: 'Ours', scope: 'team', teamId: team });
      const ofAll = await save(admin, { name: 'All of us', scope: 'everyone' });
      expect(ofTeam.team).toMatchObject({ id: team });
      expect((await shown(carl)).map(({ key }) => key)).not.toContain(ofTeam.key);
      expect((await shown(carl)).find(({ key }) => key === ofAll.key)?.allowedActions).toEqual(['set_columns']);
      const refusals: [string, Promise<RestAnswer<Refusal>>, number][] = [
        ['a team of others', ask(carl, 'POST', '', { name: 'x', scope: 'team', teamId: team }), 403],
        ['a team that is none', ask(carl, 'POST', '', { name: 'x', scope: 'team', teamId: randomUUID() }), 400],
        ['a team’s without a team', ask(carl, 'POST', '', { name: 'x', scope: 'team' }), 400],
        ['one’s own of a team', ask(carla, 'POST', '', { name: 'x', teamId: team }), 400],
        ['everyone’s', ask(carl, 'POST', '', { name: 'x', scope: 'everyone' }), 403],
        ['changing everyone’s', ask(carl, 'PATCH', `/${ofAll.key}`, { name: 'x' }), 403],
        ['changing everyone’s, in a wrong way', ask(carl, 'PATCH', `/${ofAll.key}`, { nonsense: 1 }), 403],
        ['a hidden one', ask(carl, 'PATCH', `/${ofTeam.key}`, { name: 'x' }), 404],
        ['deleting a hidden one', ask(carl, 'DELETE', `/${ofTeam.key}`), 404],
        ['columns of a hidden one', ask(carl, 'PUT', `/${ofTeam.key}/columns`, { columns: [] }), 404],
        ['making everyone’s of one’s own', ask(carla, 'PATCH', `/${ofTeam.key}`, { scope: 'everyone' }), 403],
        ['an employee', ask(ada, 'GET'), 403],
        ['an employee’s counts', ask(ada, 'GET', '/counts'), 403],
        ['nobody', desk.request<Refusal>('GET', '/api/tickets/views'), 401],
      ];
      for (const [what, asked, status] of refusals) {
        expect([what, (await asked).status]).toEqual([what, status]);
      }
      expect((await list(carl, { view: ofTeam.key })).status).toBe(400);
      expect((await list(ada, { view: ofAll.key })).status).toBe(400);
      const taken = await ask<View>(carla, 'PATCH', `/${ofTeam.key}`, { scope: 'own' });
      expect(taken).toMatchObject({ status: 200, body: { scope: 'own', team: null } });
    });

    it.each([
      ['no name', {}],
      ['an empty name', { name: ' ' }],
      ['a name of two lines', { name: 'a\nb' }],
      ['an unknown filter', { name: 'x', filters: { colour: 'red' } }],
      ['a status that is none', { name: 'x', filters: { status: ['Lost'] } }],
      ['a date that is none', { name: 'x', filters: { submittedFrom: '2026-02-31T99:00:00Z' } }],
      ['filters that are a list', { name: 'x', filters: [] }],
      ['an unknown column', { name: 'x', columns: ['secret'] }],
      ['a column twice', { name: 'x', columns: ['status', 'status'] }],
      ['an unknown order', { name: 'x', sort: 'colour' }],
      ['an unknown scope', { name: 'x', scope: 'world' }],
      ['a place far away', { name: 'x', position: 1001 }],
    ])('refuses %s', async (_name, body) => {
      expect(await ask(carl, 'POST', '', body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    });

    it('has room for twenty, also when many come at once', async () => {
      const fan = await desk.people.coordinator();
      const answers = await Promise.all(
        Array.from({ length: 23 }, async (_, n) => ask(fan, 'POST', '', { name: `View ${String(n)}` })),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
      expect(answers.find(({ status }) => status !== 201)).toMatchObject({ status: 409, body: { code: 'VIEWS_FULL' } });
    });

    it('says what a filter names that is gone, and stays readable', async () => {
      const gone = randomUUID();
      const lost = await desk.request<{ id: string }>('POST', '/api/teams', { as: admin, body: { name: 'Lost' } });
      const view = await save(carla, {
        name: 'Old friends',
        filters: { assignee: [gone, 'me'], team: [lost.body.id] },
      });
      expect(view.missing).toEqual([{ field: 'assignee', id: gone }]);
      expect((await desk.request('DELETE', `/api/teams/${lost.body.id}`, { as: admin })).status).toBe(204);
      const again = (await shown(carla)).find(({ key }) => key === view.key);
      expect(again?.missing).toEqual([
        { field: 'assignee', id: gone },
        { field: 'team', id: lost.body.id },
      ]);
      expect((await list(carla, { view: view.key })).body.items).toEqual([]);
    });
  });

  describe('columns', () => {
    it('are each person’s own, in views of others too', async () => {
      const ofAll = await save(admin, { name: 'Wide', scope: 'everyone', columns: ['status'] });
      for (const key of [ofAll.key, 'my_open']) {
        const set = await ask<View>(carl, 'PUT', `/${key}/columns`, { columns: ['tags', 'team'] });
        expect(set).toMatchObject({ status: 200, body: { key, columns: ['tags', 'team'], hasOwnColumns: true } });
        expect((await shown(carla)).find((view) => view.key === key)?.hasOwnColumns).toBe(false);
        const back = await ask<View>(carl, 'PUT', `/${key}/columns`, { columns: null });
        expect(back.body).toMatchObject({ hasOwnColumns: false });
      }
      expect((await shown(carl)).find(({ key }) => key === ofAll.key)?.columns).toEqual(['status']);
    });

    it.each([[{ columns: ['secret'] }], [{}], [{ columns: 'status' }]])('refuses %j', async (body) => {
      expect(await ask(carl, 'PUT', '/my_open/columns', body)).toMatchObject({ status: 400 });
    });

    it('of a view that is none are not found', async () => {
      expect(await ask(carl, 'PUT', '/nonsense/columns', { columns: [] })).toMatchObject({ status: 404 });
      expect(await ask(carl, 'PUT', `/${randomUUID()}/columns`, {})).toMatchObject({ status: 404 });
    });
  });

  describe('counts', () => {
    it('waiting on me: until staff has answered, and again when the requester has', async () => {
      const eve = await desk.people.coordinator();
      const of = async (key: string) => (await counts(eve)).find((one) => one.key === key)?.count;
      const ticket = await make({ subject: 'Answer me' });
      await act(eve, ticket.id, 'POST', '/claim');
      expect([await of('my_open'), await of('waiting_on_me')]).toEqual([1, 1]);
      await act(eve, ticket.id, 'POST', '/comments', { body: 'For us', visibility: 'internal' });
      expect(await of('waiting_on_me')).toBe(1);
      await act(eve, ticket.id, 'POST', '/comments', { body: 'What is it?' });
      expect(await of('waiting_on_me')).toBe(0);
      await act(ada, ticket.id, 'POST', '/comments', { body: 'This' });
      expect(await of('waiting_on_me')).toBe(1);
      const before = (await of('reopened')) ?? 0;
      await act(eve, ticket.id, 'POST', '/status', { status: 'Resolved', resolution: 'Done' });
      await act(ada, ticket.id, 'POST', '/reopen', { reason: 'Not done' });
      expect(await of('reopened')).toBe(before + 1);
    });

    it('are the lengths of the filtered lists, for everybody', async () => {
      const random = seeded(20260904);
      const pick = <T>(all: readonly [T, ...T[]]): T => all[Math.floor(random() * all.length)] ?? all[0];
      const eva = await desk.people.coordinator();
      for (let n = 0; n < 30; n += 1) {
        const { id } = await make(
          {
            subject: pick(['Printer', 'Mouse', 'Screen']),
            category: pick(['hardware', 'network']),
            confidential: random() < 0.3,
          },
          pick([ada, carl]),
        );
        const by = admin;
        await act(by, id, 'PATCH', '', {
          priority: pick(['Low', 'High', 'Critical']),
          tags: pick([[], ['vpn'], ['vpn', 'x']]),
        });
        if (random() < 0.7) {
          await act(
            by,
            id,
            'POST',
            '/assign',
            pick<object>([{ assigneeId: carla.id }, { assigneeId: eva.id, teamId: team }, { teamId: team }]),
          );
        }
        if (random() < 0.3) {
          await act(by, id, 'POST', '/status', { status: 'Rejected', reason: 'No' });
        }
      }
      const filters = (): object => ({
        ...(random() < 0.4 ? { status: pick([['New'], ['Open', 'New'], ['Rejected', 'Open']]) } : {}),
        ...(random() < 0.3 ? { priority: pick([['Low'], ['High', 'Critical']]) } : {}),
        ...(random() < 0.3 ? { assignee: pick([['me'], ['none'], ['me', 'none'], [carla.id, eva.id]]) } : {}),
        ...(random() < 0.2 ? { team: [team] } : {}),
        ...(random() < 0.2 ? { requester: pick([['me'], [ada.id]]) } : {}),
        ...(random() < 0.2 ? { tag: pick([['vpn'], ['vpn', 'x']]) } : {}),
        ...(random() < 0.2 ? { category: pick([['hardware'], ['Network and VPN']]) } : {}),
        ...(random() < 0.2 ? { q: pick(['printer', 'prin', 'mouse', 'nowhere']) } : {}),
        ...(random() < 0.1 ? { reopened: random() < 0.5, awaitsReply: random() < 0.5 } : {}),
      });
      for (const as of [carla, eva, admin]) {
        for (let n = 0; n < 12; n += 1) {
          // Some have theirs already.
          await ask(as, 'POST', '', { name: `Random ${String(n)}`, filters: filters() });
        }
        for (const { key, count, isCapped } of await counts(as)) {
          const { body } = await list(as, { view: key, include: 'total' });
          expect({ key, count, isCapped }).toEqual({ key, count: body.total, isCapped: false });
          expect(body.items).toHaveLength(Math.min(count, 100));
        }
      }
    });
  });
});

/** Mulberry32: the same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
