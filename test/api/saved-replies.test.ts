import { startDesk, type Desk } from '../support/desk.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket } from '../support/ticket-views.js';

interface Reply {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly scope: string;
  readonly team: { id: string } | null;
  readonly category: { key: string } | null;
  readonly shortcut: string | null;
  readonly usedCount: number;
  readonly version: number;
  readonly allowedActions: readonly string[];
}

describe('saved replies', () => {
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
      desk.people.employee({ firstName: 'Ada', lastName: 'Love_lace' }),
      desk.people.coordinator({ firstName: 'Carla', lastName: 'Gauß' }),
      desk.people.coordinator(),
    ]);
    const made = await desk.request<{ id: string }>('POST', '/api/teams', { as: admin, body: { name: 'Repliers' } });
    team = made.body.id;
    const joined = await desk.request('PUT', `/api/teams/${team}/members/${carla.id}`, { as: admin });
    expect(joined.status).toBeLessThan(300);
  });
  afterAll(async () => {
    await desk.close();
  });

  const ask = async <B = Refusal>(
    as: SignedIn,
    method: string,
    path = '',
    body?: object,
    headers = {},
  ): Promise<RestAnswer<B>> =>
    desk.request<B>(method, `/api/saved-replies${path}`, { as, headers, ...(body === undefined ? {} : { body }) });
  const save = async (as: SignedIn, body: object): Promise<Reply> => {
    const answer = await ask<Reply>(as, 'POST', '', { body: 'Hello', ...body });
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const list = async (as: SignedIn, query: Record<string, string> = {}): Promise<Reply[]> => {
    const answer = await ask<{ items: Reply[] }>(as, 'GET', `?${new URLSearchParams(query).toString()}`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body.items;
  };
  const names = async (as: SignedIn, query: Record<string, string> = {}): Promise<string[]> =>
    (await list(as, query)).map(({ name }) => name);

  describe('of a new desk', () => {
    it('are there for everyone, each fit to be filled', async () => {
      const replies = await list(carla);
      expect(replies.length).toBeGreaterThanOrEqual(15);
      expect(new Set(replies.map(({ shortcut }) => shortcut)).size).toBe(replies.length);
      const { body: ticket } = await submitTicket(desk, ada, { subject: 'VPN' });
      for (const { id, allowedActions, scope } of replies) {
        expect([scope, allowedActions]).toEqual(['everyone', []]);
        const filled = await ask<{ body: string }>(carla, 'POST', `/${id}/fill`, { ticket: ticket.number });
        expect(filled.status).toBe(200);
        expect(filled.body.body).not.toContain('{{');
        expect(filled.body.body).toContain('Hello Ada,');
      }
      const [vpn] = await list(admin, { q: 'vpn' });
      expect(vpn).toMatchObject({ shortcut: 'vpn', category: { key: 'network' }, allowedActions: ['edit', 'delete'] });
    });
  });

  describe('are found', () => {
    it('by shortcut first, by words without accents, by category and scope', async () => {
      const reply = await save(carla, {
        name: 'Übergabe an die Nachtschicht',
        body: 'Grüße, {{agent.name}}. vpn',
        category: 'Hardware',
        shortcut: 'nacht',
      });
      expect(reply).toMatchObject({ scope: 'own', category: { key: 'hardware' }, shortcut: 'nacht', version: 1 });
      expect(await names(carla, { q: 'ubergabe NACHTSCHICHT' })).toEqual([reply.name]);
      expect(await names(carla, { q: 'gruße' })).toContain(reply.name);
      expect((await list(carla, { q: 'vpn' })).map(({ shortcut }) => shortcut).slice(0, 1)).toEqual(['vpn']);
      expect(await names(carla, { q: 'vpn' })).toContain(reply.name);
      expect(await names(carla, { q: 'nacht', scope: 'everyone' })).toEqual([]);
      expect(await names(carla, { category: 'hardware', scope: 'own,team' })).toEqual([reply.name]);
      expect(await names(carla, { category: 'nonsense' })).toEqual([]);
      expect(await names(carla, { q: "%_' \u0000 \\" })).toBeDefined();
      expect(await names(carla, { q: 'nothing has these words' })).toEqual([]);
      expect((await ask(carla, 'GET', '?scope=all')).status).toBe(400);
    });
  });

  describe('are seen and changed', () => {
    it('by their owner alone', async () => {
      const reply = await save(carla, { name: 'Only mine' });
      expect(reply.allowedActions).toEqual(['edit', 'delete']);
      for (const as of [carl, admin]) {
        expect(await names(as)).not.toContain('Only mine');
        expect((await ask(as, 'PATCH', `/${reply.id}`, { name: 'X' })).status).toBe(404);
        expect((await ask(as, 'DELETE', `/${reply.id}`)).status).toBe(404);
        expect((await ask(as, 'POST', `/${reply.id}/fill`, { ticket: 'SS-000001' })).status).toBe(404);
      }
      const changed = await ask<Reply>(carla, 'PATCH', `/${reply.id}`, { name: 'Still mine', shortcut: 'still' });
      expect(changed.body).toMatchObject({ name: 'Still mine', shortcut: 'still', body: 'Hello', version: 2 });
      const cleared = await ask<Reply>(carla, 'PATCH', `/${reply.id}`, { shortcut: null, category: 'network' });
      expect(cleared.body).toMatchObject({ shortcut: null, category: { key: 'network' }, version: 3 });
      expect((await ask(carla, 'PATCH', `/${reply.id}`, { name: 'Y' }, { 'if-match': '"1"' })).status).toBe(412);
      expect((await ask(carla, 'DELETE', `/${reply.id}`)).status).toBe(204);
      expect((await ask(carla, 'DELETE', `/${reply.id}`)).status).toBe(404);
      const events = await desk.database.query<{ name: string }>(
        'SELECT name FROM events WHERE subject_id = $1 ORDER BY occurred_at, id',
        [reply.id],
      );
      expect(events.map(({ name }) => name)).toEqual([
        'saved_reply.created',
        'saved_reply.updated',
        'saved_reply.updated',
        'saved_reply.deleted',
      ]);
    });

    it('by the members of their team', async () => {
      const reply = await save(carla, { name: 'Ours', scope: 'team', teamId: team });
      expect(reply.team?.id).toBe(team);
      expect(await names(carl)).not.toContain('Ours');
      expect((await ask(carl, 'PATCH', `/${reply.id}`, { name: 'X' })).status).toBe(404);
      expect((await ask(carl, 'POST', '', { name: 'X', body: 'X', scope: 'team', teamId: team })).status).toBe(403);
      const own = await ask<Reply>(carla, 'PATCH', `/${reply.id}`, { scope: 'own' });
      expect(own.body).toMatchObject({ scope: 'own', team: null });
    });

    it('for everyone by administrators', async () => {
      const reply = await save(admin, { name: 'All of us', scope: 'everyone' });
      expect(await names(carl)).toContain('All of us');
      expect((await ask(carl, 'PATCH', `/${reply.id}`, { name: 'X' })).status).toBe(403);
      expect((await ask(carl, 'PATCH', `/${reply.id}`, { nonsense: 1 })).status).toBe(403);
      expect((await ask(carl, 'POST', '', { name: 'X', body: 'X', scope: 'everyone' })).status).toBe(403);
      const mine = await save(carl, { name: 'Mine' });
      expect((await ask(carl, 'PATCH', `/${mine.id}`, { scope: 'everyone' })).status).toBe(403);
      expect((await ask<Reply>(admin, 'PATCH', `/${reply.id}`, { name: 'Everybody' })).body.name).toBe('Everybody');
    });
  });

  describe('are refused', () => {
    it.each([
      ['no name', { body: 'x' }, 'name'],
      ['no text', { name: 'x' }, 'body'],
      ['a blank text', { name: 'x', body: '  ' }, 'body'],
      ['a long text', { name: 'x', body: 'x'.repeat(20_001) }, 'body'],
      ['a bad shortcut', { name: 'x', body: 'x', shortcut: 'Not This' }, 'shortcut'],
      ['an unknown category', { name: 'x', body: 'x', category: 'nonsense' }, 'category'],
      ['a team of another scope', { name: 'x', body: 'x', teamId: '018f0000-0000-7000-8000-00000000beef' }, 'teamId'],
      ['no team', { name: 'x', body: 'x', scope: 'team' }, 'teamId'],
    ])('with %s', async (_name, body, field) => {
      const answer = await ask(carla, 'POST', '', body);
      expect(answer).toMatchObject({ status: 400, body: { details: { [field]: expect.anything() as unknown } } });
    });

    it('with placeholders that are none, naming those that are', async () => {
      const answer = await ask(carla, 'POST', '', { name: 'x', body: 'Hi {{requester.age}} {{ticket.number}}' });
      expect(answer.status).toBe(400);
      const [reason = ''] = answer.body.details?.['body'] ?? [];
      expect(reason).toContain('{{requester.age}}');
      const known = await ask<{ items: { key: string; text: string }[] }>(carla, 'GET', '/placeholders');
      expect(known.body.items).toHaveLength(8);
      known.body.items.forEach(({ text }) => {
        expect(reason).toContain(text);
      });
    });

    it('with a shortcut that means another one in the same place', async () => {
      await save(carla, { name: 'First', shortcut: 'twice' });
      expect(await ask(carla, 'POST', '', { name: 'Second', body: 'x', shortcut: 'twice' })).toMatchObject({
        status: 409,
        body: { code: 'KEY_TAKEN' },
      });
      await save(carl, { name: 'His own', shortcut: 'twice' });
    });

    it('beyond a hundred of one person', async () => {
      const many = await desk.people.coordinator();
      await desk.database.query(
        `INSERT INTO saved_replies (id, scope, owner_id, name, body)
         SELECT gen_random_uuid(), 'own', $1, 'r' || n, 'x' FROM generate_series(1, 100) n`,
        [many.id],
      );
      expect(await ask(many, 'POST', '', { name: 'x', body: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'REPLIES_FULL' },
      });
    });
  });

  describe('filled in', () => {
    it('say what the ticket and the agent are, as words', async () => {
      const { body: ticket } = await submitTicket(desk, ada, {
        subject: '[Free](https://evil.example) {{agent.name}}',
      });
      const reply = await save(carla, {
        name: 'All of them',
        body: '{{requester.firstName}}|{{requester.name}}|{{ticket.number}}|{{ticket.subject}}|{{ticket.status}}|{{agent.firstName}}|{{agent.name}}|{{desk.name}}',
      });
      const filled = await ask<{ body: string }>(carla, 'POST', `/${reply.id}/fill`, { ticket: ticket.id });
      expect(filled.body.body).toBe(
        `Ada|Ada Love\\_lace|${ticket.number}|\\[Free\\](https://evil.example) {{agent.name}}|Received|Carla|Carla Gauß|IT Help Desk`,
      );
      const [used] = (await list(carla, { q: 'All of them' })).filter(({ id }) => id === reply.id);
      expect(used).toMatchObject({ usedCount: 1, version: 1 });
    });

    it('follow the name of the desk', async () => {
      const { body: ticket } = await submitTicket(desk, ada);
      const reply = await save(carla, { name: 'Desk', body: '{{desk.name}}' });
      const settings = await desk.request<{ version: number }>('GET', '/api/settings/general', { as: admin });
      const named = await desk.request('PATCH', '/api/settings/general', {
        as: admin,
        body: { version: settings.body.version, values: { deskName: 'Service Point' } },
      });
      expect(named.status).toBe(200);
      const filled = await ask<{ body: string }>(carla, 'POST', `/${reply.id}/fill`, { ticket: ticket.number });
      expect(filled.body.body).toBe('Service Point');
    });

    it('say nothing of a ticket that the agent does not see', async () => {
      const { body: hidden } = await submitTicket(desk, ada, { confidential: true });
      const reply = await save(carla, { name: 'Peek', body: '{{ticket.subject}}' });
      const [secret, nothing] = [
        await ask(carla, 'POST', `/${reply.id}/fill`, { ticket: hidden.number }),
        await ask(carla, 'POST', `/${reply.id}/fill`, { ticket: 'SS-999999' }),
      ];
      expect(secret.status).toBe(400);
      expect({ ...secret.body, requestId: '' }).toEqual({ ...nothing.body, requestId: '' });
      expect((await list(carla, { q: 'Peek' }))[0]?.usedCount).toBe(0);
    });
  });
});
