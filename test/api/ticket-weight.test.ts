import { randomUUID } from 'node:crypto';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { PNG, submitTicket, type TicketDraft, type TicketListView, type TicketView } from '../support/ticket-views.js';

type Weighed = TicketView & {
  readonly impact: string | null;
  readonly urgency: string | null;
  readonly team: { readonly id: string } | null;
  readonly category: { readonly key: string };
  readonly requester: { readonly id: string };
  readonly submittedBy: { readonly id: string };
};
interface Category {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly position: number;
  readonly version: number;
  readonly isActive: boolean;
  readonly defaultTeam: { readonly id: string; readonly name: string } | null;
  readonly defaultPriority: string | null;
}
interface Told {
  readonly type: string;
  readonly from?: string;
  readonly to?: string;
  readonly because?: string;
  readonly fields?: readonly string[];
  readonly onBehalfOf?: { readonly id: string } | null;
}

/** What decides where a ticket goes and how urgent it is: impact and urgency, its category, whose it is. */
describe('the weight of a ticket', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    [admin, ada, carla] = await Promise.all([desk.people.admin(), desk.people.employee(), desk.people.coordinator()]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const submit = async (as: SignedIn, body: object = {}): Promise<RestAnswer<Weighed & Refusal>> =>
    desk.request('POST', '/api/tickets', {
      as,
      body: { subject: 'No sound', category: 'hardware', description: 'Since noon', ...body },
    });
  const make = async (as: SignedIn, body: object = {}): Promise<Weighed> => {
    const answer = await submit(as, body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const patch = async (
    as: SignedIn,
    { id }: { id: string },
    body: object,
    headers = {},
  ): Promise<RestAnswer<Weighed & Refusal>> => desk.request('PATCH', `/api/tickets/${id}`, { as, body, headers });
  const timeline = async (as: SignedIn, { id }: { id: string }): Promise<Told[]> =>
    (await desk.request<{ items: Told[] }>('GET', `/api/tickets/${id}/timeline`, { as })).body.items;
  const follow = async (priorityFromImpact: boolean): Promise<void> => {
    const area = await desk.request<{ version: number }>('GET', '/api/settings/tickets', { as: admin });
    const answer = await desk.request('PATCH', '/api/settings/tickets', {
      as: admin,
      body: { values: { priorityFromImpact }, version: area.body.version },
    });
    expect(answer).toMatchObject({ status: 200 });
  };

  describe('impact and urgency', () => {
    afterEach(async () => {
      await follow(false);
    });

    it('are staff’s to set, at creation and later, and to take back', async () => {
      for (const field of ['impact', 'urgency']) {
        expect((await submit(ada, { [field]: 'High' })).status).toBe(403);
      }
      const own = await make(ada);
      expect(own).toMatchObject({ impact: null, urgency: null, priority: 'Medium' });
      expect((await patch(ada, own, { impact: 'High' })).status).toBe(403);
      for (const wrong of [{ impact: 'Critical' }, { urgency: 'high' }, { impact: 1 }, { urgency: '' }]) {
        expect((await patch(carla, own, wrong)).status).toBe(400);
      }
      const changed = await patch(carla, own, { impact: 'High', urgency: 'Low' });
      expect(changed).toMatchObject({
        status: 200,
        body: { impact: 'High', urgency: 'Low', priority: 'Medium', version: 2 },
      });
      expect(await patch(carla, own, { impact: null })).toMatchObject({
        body: { impact: null, urgency: 'Low', version: 3 },
      });
      const edits = (await timeline(carla, own)).filter(({ type }) => type === 'ticket.edited');
      expect(edits.map(({ fields }) => fields)).toEqual([['impact', 'urgency'], ['impact']]);
    });

    it('say the priority where the desk wants it, unless somebody says another one in the same breath', async () => {
      await follow(true);
      expect(await make(carla, { impact: 'High', urgency: 'High' })).toMatchObject({ priority: 'Critical' });
      expect(await make(carla, { impact: 'High', urgency: 'High', priority: 'Low' })).toMatchObject({
        priority: 'Low',
      });
      expect(await make(carla, { impact: 'High' })).toMatchObject({ priority: 'Medium' });
      const one = await make(ada);
      expect(await patch(carla, one, { impact: 'Low' })).toMatchObject({ body: { priority: 'Medium' } });
      expect(await patch(carla, one, { urgency: 'Low' })).toMatchObject({ body: { priority: 'Low' } });
      expect(await patch(carla, one, { urgency: 'High', priority: 'Critical' })).toMatchObject({
        body: { priority: 'Critical', urgency: 'High' },
      });
      // What was said stays until one of them changes again.
      expect(await patch(carla, one, { urgency: 'High' })).toMatchObject({ body: { priority: 'Critical' } });
      const told = (await timeline(carla, one)).filter(({ type }) => type === 'ticket.priority_changed');
      expect(told.map(({ from, to, because }) => [from, to, because])).toEqual([
        ['Medium', 'Low', 'impact'],
        ['Low', 'Critical', undefined],
      ]);
    });

    it('merge with changes of other fields, and conflict with the same one', async () => {
      await follow(true);
      const one = await make(ada);
      await patch(carla, one, { tags: ['sound'] });
      expect(await patch(carla, one, { impact: 'High', urgency: 'High', version: 1 })).toMatchObject({
        status: 200,
        body: { priority: 'Critical', tags: ['sound'] },
      });
      expect(await patch(carla, one, { impact: 'Low', version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'FIELD_CONFLICT', details: { impact: ['High', 'Low'], priority: ['Critical', 'Medium'] } },
      });
      expect((await patch(carla, one, { impact: 'Low' }, { 'if-match': '"1"' })).status).toBe(412);
    });

    it('are set for many at once, and leave with an export', async () => {
      await follow(true);
      const many = [await make(ada), await make(ada, { subject: 'No picture' })];
      const ids = many.map(({ id }) => id);
      const bulk = async (body: object) =>
        desk.request<{ items: { outcome: string }[] } & Refusal>('POST', '/api/tickets/bulk', {
          as: carla,
          body: { ids, action: 'set_impact', ...body },
        });
      expect((await bulk({})).status).toBe(400);
      expect((await bulk({ impact: 'High', priority: 'Low' })).status).toBe(400);
      const done = await bulk({ impact: 'High', urgency: 'High' });
      expect(done.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      const again = await bulk({ impact: 'High' });
      expect(again.body.items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
      const { body } = await desk.request<TicketListView>('GET', '/api/tickets?q=picture', { as: carla });
      expect(body.items).toMatchObject([{ impact: 'High', urgency: 'High', priority: 'Critical' }]);
      const csv = await desk.request<string>('GET', '/api/tickets/export?q=picture&columns=priority,impact,urgency', {
        as: carla,
      });
      expect(csv.body).toContain('Priority,Impact,Urgency');
      expect(csv.body).toContain('No picture,Critical,High,High');
    });
  });

  describe('categories', () => {
    let made = 0;
    const category = async (fields: object = {}): Promise<Category> => {
      made += 1;
      const key = `kind-${String(made)}`;
      const answer = await desk.request<Category>('POST', '/api/categories', {
        as: admin,
        body: { key, name: `Kind ${String(made)}`, ...fields },
      });
      expect(answer).toMatchObject({ status: 201 });
      return answer.body;
    };
    const change = async ({ id }: Category, body: object, headers = {}): Promise<RestAnswer<Category & Refusal>> =>
      desk.request('PATCH', `/api/categories/${id}`, { as: admin, body, headers });
    const team = async (...members: SignedIn[]): Promise<string> => {
      made += 1;
      const answer = await desk.request<{ id: string }>('POST', '/api/teams', {
        as: admin,
        body: { name: `Team ${String(made)}` },
      });
      expect(answer.status).toBe(201);
      for (const { id } of members) {
        await desk.request('PUT', `/api/teams/${answer.body.id}/members/${id}`, { as: admin });
      }
      return answer.body.id;
    };

    it('suit an IT desk from the first start on, each with a sentence', async () => {
      const { body } = await desk.request<{ items: (Category & { description: string })[] }>('GET', '/api/categories', {
        as: ada,
      });
      const keys = body.items.map(({ key }) => key);
      expect(keys.filter((key) => !key.startsWith('kind-'))).toEqual([
        ...['hardware', 'software', 'access', 'email', 'network', 'phones', 'printing', 'meeting-rooms', 'data'],
        ...['security', 'other'],
      ]);
      expect(
        body.items.filter(({ description }) => description.length < 20).filter(({ key }) => !key.startsWith('kind-')),
      ).toEqual([]);
      expect(await make(ada, { category: 'security' })).toMatchObject({ priority: 'High' });
      const policies = await desk.request<{ items: { name: string; category: { key: string } | null }[] }>(
        'GET',
        '/api/sla/policies',
        { as: admin },
      );
      expect(policies.body.items.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Standard', 'Security incidents']),
      );
    });

    it('decide the team and the priority of a new ticket, which stays New; staff’s word counts more', async () => {
      const defaultTeamId = await team(carla);
      const { key, ...fields } = await category({ defaultTeamId, defaultPriority: 'High' });
      expect(fields).toMatchObject({ defaultTeam: { id: defaultTeamId }, defaultPriority: 'High', version: 1 });
      const ticket = await make(ada, { category: key });
      expect(ticket).toMatchObject({ status: 'New', team: { id: defaultTeamId }, priority: 'High', assignee: null });
      expect(await make(carla, { category: key, priority: 'Low' })).toMatchObject({ priority: 'Low' });
      // Its team hears of it.
      const mails = await eventually(async () => {
        const rows = await desk.database.query<{ to_address: string; template: string }>(
          'SELECT to_address, template FROM mail_messages WHERE thread_id = $1',
          [ticket.id],
        );
        return rows.some(({ to_address: to }) => to === carla.email) && rows;
      });
      expect(mails.map(({ to_address: to }) => to)).toEqual(expect.arrayContaining([ada.email, carla.email]));
    });

    it('send a ticket without a team to theirs when they change, and touch nothing else', async () => {
      const defaultTeamId = await team();
      const elsewhere = await team();
      const { key } = await category({ defaultTeamId, defaultPriority: 'Critical' });
      const moved = await patch(carla, await make(ada), { category: key });
      expect(moved).toMatchObject({
        body: { team: { id: defaultTeamId }, priority: 'Medium', status: 'New', version: 2 },
      });
      expect((await timeline(ada, moved.body)).at(-1)).toMatchObject({ type: 'ticket.assigned', because: 'category' });
      const owned = await make(ada);
      await patch(carla, owned, { teamId: elsewhere });
      expect(await patch(carla, owned, { category: key })).toMatchObject({ body: { team: { id: elsewhere } } });
      // A team said in the same breath counts, also none.
      expect(await patch(carla, await make(ada), { category: key, teamId: null })).toMatchObject({
        body: { team: null },
      });
      // Nobody chose that a whole team sees it.
      const secret = await make(ada, { confidential: true });
      expect(await patch(admin, secret, { category: key })).toMatchObject({ body: { category: { key }, team: null } });
      // By its requester, while it is New.
      expect(await patch(ada, await make(ada), { category: key })).toMatchObject({
        body: { team: { id: defaultTeamId } },
      });
    });

    it('that are no longer in use are refused for new tickets in plain words, and stay on old ones', async () => {
      const kind = await category();
      const old = await make(ada, { category: kind.key });
      expect(await change(kind, { isActive: false })).toMatchObject({
        status: 200,
        body: { isActive: false, version: 2 },
      });
      const words = { category: [`${kind.name} is no longer in use; please choose another category`] };
      expect(await submit(ada, { category: kind.key })).toMatchObject({ status: 400, body: { details: words } });
      expect(await submit(ada, { category: kind.name.toUpperCase() })).toMatchObject({
        status: 400,
        body: { details: words },
      });
      expect(await patch(carla, await make(ada), { category: kind.key })).toMatchObject({
        status: 400,
        body: { details: words },
      });
      expect(await patch(carla, old, { category: kind.key, tags: ['old'] })).toMatchObject({
        status: 200,
        body: { category: { key: kind.key }, tags: ['old'] },
      });
      expect(await submit(ada, { category: 'no-such-kind' })).toMatchObject({
        status: 400,
        body: { details: { category: [expect.stringContaining('Unknown category')] } },
      });
      const items = async (as: SignedIn, all: string): Promise<string[]> =>
        (await desk.request<{ items: Category[] }>('GET', `/api/categories${all}`, { as })).body.items.map(
          ({ key }) => key,
        );
      expect(await items(ada, '?all=true')).not.toContain(kind.key);
      expect(await items(admin, '')).not.toContain(kind.key);
      expect(await items(admin, '?all=true')).toContain(kind.key);
    });

    it('change by version; what is unknown is refused; a team that one names is not taken away', async () => {
      const defaultTeamId = await team();
      const kind = await category({ defaultTeamId });
      expect(await change(kind, { defaultPriority: 'Low' }, { 'if-match': '"1"' })).toMatchObject({
        status: 200,
        body: { version: 2, defaultPriority: 'Low', defaultTeam: { id: defaultTeamId } },
      });
      expect((await change(kind, { defaultPriority: 'High' }, { 'if-match': '"1"' })).status).toBe(412);
      for (const wrong of [{ defaultTeamId: randomUUID() }, { defaultTeamId: 'x' }, { defaultPriority: 'Urgent' }]) {
        expect((await change(kind, wrong)).status).toBe(400);
      }
      expect(await desk.request('DELETE', `/api/teams/${defaultTeamId}`, { as: admin })).toMatchObject({
        status: 409,
        body: { code: 'TEAM_IN_USE' },
      });
      expect(await change(kind, { defaultTeamId: null, defaultPriority: null })).toMatchObject({
        body: { defaultTeam: null, defaultPriority: null, version: 3 },
      });
      expect((await desk.request('DELETE', `/api/teams/${defaultTeamId}`, { as: admin })).status).toBe(204);
    });

    it('two administrators make the same one at once: one of them does', async () => {
      const body = { key: 'twice', name: 'Twice' };
      const answers = await Promise.all(
        Array.from({ length: 8 }, async () => desk.request('POST', '/api/categories', { as: admin, body })),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201,
        ...Array<number>(7).fill(409),
      ]);
    });
  });

  describe('on behalf of somebody', () => {
    const mailsTo = async ({ email }: SignedIn, { id }: { id: string }): Promise<string[]> =>
      (
        await desk.database.query<{ template: string }>(
          'SELECT template FROM mail_messages WHERE to_address = $1 AND thread_id = $2',
          [email, id],
        )
      ).map(({ template }) => template);

    it.each<[string, TicketDraft]>([
      ['as JSON', {}],
      ['as a form with files', { files: [{ name: 'a.png', type: 'image/png', bytes: new Uint8Array(PNG) }] }],
    ])('%s: it is theirs, they hear of it, and both histories tell who typed it', async (_, draft) => {
      const { body, status } = await submitTicket(desk, carla, { ...draft, onBehalfOf: ada.id });
      expect(status).toBe(201);
      expect(body).toMatchObject({ requester: { id: ada.id }, submittedBy: { id: carla.id } });
      expect((await desk.request('GET', `/api/tickets/${body.id}`, { as: ada })).status).toBe(200);
      for (const as of [ada, carla]) {
        const [first] = await timeline(as, body);
        expect(first).toMatchObject({ type: 'ticket.submitted', actor: { id: carla.id }, onBehalfOf: { id: ada.id } });
      }
      const mails = await eventually(async () => {
        const sent = await mailsTo(ada, body);
        return sent.length > 0 && sent;
      });
      expect(mails).toHaveLength(1);
      expect(await mailsTo(carla, body)).toEqual([]);
    });

    it('one’s own submission says nothing of it', async () => {
      expect((await timeline(ada, await make(ada)))[0]).not.toHaveProperty('onBehalfOf');
    });

    it('who is unknown or not approved is refused in plain words, and employees ask for themselves', async () => {
      const suspended = await desk.people.employee();
      await desk.request('POST', `/api/users/${suspended.id}/suspend`, { as: admin, body: { reason: 'Left' } });
      const { id: pending } = await desk.people.pending();
      expect(await submit(carla, { onBehalfOf: suspended.id })).toMatchObject({
        status: 400,
        body: {
          details: {
            onBehalfOf: [
              `The account of ${suspended.firstName} ${suspended.lastName} is suspended; only approved people can have tickets`,
            ],
          },
        },
      });
      expect(await submit(carla, { onBehalfOf: pending })).toMatchObject({
        status: 400,
        body: { details: { onBehalfOf: [expect.stringContaining('is pending')] } },
      });
      expect((await submit(carla, { onBehalfOf: randomUUID() })).status).toBe(400);
      expect((await submit(ada, { onBehalfOf: carla.id })).status).toBe(403);
      expect((await submit(ada, { onBehalfOf: ada.id })).status).toBe(403);
    });
  });

  describe('watchers', () => {
    const watch = async (as: SignedIn, method: 'PUT' | 'DELETE', { id }: { id: string }, who: string) =>
      desk.request(method, `/api/tickets/${id}/watchers/${who}`, { as });

    it('of a confidential ticket see it from then on, and the history says who let them in', async () => {
      const secret = await make(ada, { confidential: true });
      const bob = await desk.people.employee();
      for (const as of [carla, bob]) {
        expect((await watch(as, 'PUT', secret, 'me')).status).toBe(404);
      }
      expect((await watch(ada, 'PUT', secret, bob.id)).status).toBe(403);
      for (const person of [carla, bob]) {
        expect((await watch(admin, 'PUT', secret, person.id)).status).toBe(200);
        expect((await desk.request('GET', `/api/tickets/${secret.id}`, { as: person })).status).toBe(200);
      }
      const added = (await timeline(ada, secret)).filter(({ type }) => type === 'ticket.watcher_added');
      expect(added).toMatchObject([
        { actor: { id: admin.id }, person: { id: carla.id } },
        { actor: { id: admin.id }, person: { id: bob.id } },
      ]);
      // Going is one's own affair, and ends the sight.
      expect((await watch(bob, 'DELETE', secret, 'me')).status).toBe(204);
      expect((await desk.request('GET', `/api/tickets/${secret.id}`, { as: bob })).status).toBe(404);
    });

    it('are added once, and never somebody who has no account or may not come in', async () => {
      const ticket = await make(ada);
      for (let twice = 0; twice < 2; twice += 1) {
        expect((await watch(carla, 'PUT', ticket, 'me')).status).toBe(200);
      }
      expect((await timeline(carla, ticket)).filter(({ type }) => type === 'ticket.watcher_added')).toHaveLength(1);
      const { id: pending } = await desk.people.pending();
      for (const nobody of [randomUUID(), pending, 'x']) {
        expect((await watch(carla, 'PUT', ticket, nobody)).status).toBe(400);
      }
    });
  });
});
