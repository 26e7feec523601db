import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketDraft, type TicketView } from '../support/ticket-views.js';

interface Results {
  readonly items: readonly {
    id: string;
    number: string | null;
    outcome: string;
    version: number | null;
    code?: string;
    error?: string;
  }[];
}

describe('many tickets at once', () => {
  let desk: Desk;
  let admin: SignedIn;
  let ada: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    [admin, ada, carla, carl] = await Promise.all([
      desk.people.admin(),
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const bulk = async <B = Results>(as: SignedIn, body: object, headers = {}): Promise<RestAnswer<B>> =>
    desk.request<B>('POST', '/api/tickets/bulk', { as, body, headers });
  const make = async (draft: TicketDraft = {}): Promise<TicketView> => (await submitTicket(desk, ada, draft)).body;
  const read = async (id: string): Promise<TicketView> =>
    (await desk.request<TicketView>('GET', `/api/tickets/${id}`, { as: admin })).body;
  const eventsOf = async (id: string, name: string): Promise<number> =>
    (await desk.database.query('SELECT id FROM events WHERE subject_id = $1 AND name = $2', [id, name])).length;

  it('answers for each, in the order asked: done, so already, impossible, hidden', async () => {
    const [first, mine, taken, hidden] = [await make(), await make(), await make(), await make({ confidential: true })];
    for (const [as, { id }] of [
      [carla, mine],
      [carl, taken],
    ] as const) {
      await desk.request('POST', `/api/tickets/${id}/claim`, { as });
    }
    const nobodys = randomUUID();
    const ids = [taken.id, first.id, hidden.id, mine.id, nobodys, first.id];
    const { status, body } = await bulk(carla, { ids, action: 'claim' });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        id: taken.id,
        number: taken.number,
        outcome: 'refused',
        version: null,
        code: 'ALREADY_CLAIMED',
        error: `${carl.firstName} ${carl.lastName} already has this ticket`,
      },
      { id: first.id, number: first.number, outcome: 'done', version: (await read(first.id)).version },
      {
        id: hidden.id,
        number: null,
        outcome: 'refused',
        version: null,
        code: 'NOT_FOUND',
        error: 'Resource not found',
      },
      { id: mine.id, number: mine.number, outcome: 'unchanged', version: (await read(mine.id)).version },
      { id: nobodys, number: null, outcome: 'refused', version: null, code: 'NOT_FOUND', error: 'Resource not found' },
    ]);
    expect(await read(first.id)).toMatchObject({ status: 'Open', assignee: { id: carla.id } });
    expect(await eventsOf(first.id, 'ticket.assigned')).toBe(1);
    expect(await eventsOf(mine.id, 'ticket.assigned')).toBe(1);
    expect(await eventsOf(hidden.id, 'ticket.assigned')).toBe(0);
  });

  it('every action does what the single call does', async () => {
    const team = await desk.request<{ id: string }>('POST', '/api/teams', { as: admin, body: { name: 'Bulky' } });
    const teamId = team.body.id;
    const { id } = await make();
    const STEPS: [object, object][] = [
      [{ action: 'set_priority', priority: 'High' }, { priority: 'High' }],
      [{ action: 'add_tags', tags: ['vpn', 'x'] }, { tags: ['vpn', 'x'] }],
      [{ action: 'add_tags', tags: ['y', 'vpn'] }, { tags: ['vpn', 'x', 'y'] }],
      [{ action: 'remove_tags', tags: ['x', 'z'] }, { tags: ['vpn', 'y'] }],
      [
        { action: 'set_team', teamId },
        { team: { id: teamId }, status: 'Open' },
      ],
      [
        { action: 'assign', assigneeId: carl.id, teamId: null },
        { team: null, assignee: { id: carl.id } },
      ],
      [{ action: 'change_status', status: 'On Hold', holdReason: 'approval' }, { status: 'On Hold' }],
      [{ action: 'change_status', status: 'Resolved', resolution: 'Done' }, { status: 'Resolved' }],
      [{ action: 'close' }, { status: 'Closed' }],
      [{ action: 'reopen', reason: 'Not done' }, { status: 'Open' }],
    ];
    for (const [change, expected] of STEPS) {
      const { body } = await bulk(carla, { ids: [id], ...change });
      expect([change, body.items[0]?.outcome]).toEqual([change, 'done']);
      expect(await read(id)).toMatchObject(expected);
    }
    const { body } = await bulk(carla, { ids: [id], action: 'remove_tags', tags: ['nobody has it'] });
    expect(body.items[0]?.outcome).toBe('unchanged');
    const impossible = await bulk(carla, { ids: [id], action: 'change_status', status: 'Closed' });
    expect(impossible.body.items[0]).toMatchObject({ outcome: 'refused', code: 'TRANSITION_NOT_ALLOWED' });
    const needs = await bulk(carla, { ids: [id], action: 'change_status', status: 'Resolved' });
    expect(needs.body.items[0]).toMatchObject({
      outcome: 'refused',
      code: 'VALIDATION_FAILED',
      error: expect.stringContaining('resolution'),
    });
  });

  it.each([
    ['no action', { ids: [randomUUID()] }],
    ['an unknown action', { ids: [randomUUID()], action: 'delete' }],
    ['no tickets', { ids: [], action: 'claim' }],
    ['too many', { ids: Array.from({ length: 101 }, () => randomUUID()), action: 'claim' }],
    ['what is no id', { ids: ['SS-000001'], action: 'claim' }],
    ['a field of another action', { ids: [randomUUID()], action: 'claim', priority: 'High' }],
    ['no assignee', { ids: [randomUUID()], action: 'assign' }],
    ['no priority', { ids: [randomUUID()], action: 'set_priority' }],
    ['no team', { ids: [randomUUID()], action: 'set_team' }],
    ['no tags', { ids: [randomUUID()], action: 'add_tags', tags: [] }],
    ['no status', { ids: [randomUUID()], action: 'change_status' }],
    ['no reason', { ids: [randomUUID()], action: 'reopen' }],
  ])('refuses %s', async (_name, body) => {
    expect(await bulk<Refusal>(carla, body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });

  it('with versions, what somebody else has changed since stays as he left it', async () => {
    const [one, two] = [await make(), await make()];
    const seen = await bulk(carla, { ids: [one.id, two.id], action: 'set_priority', priority: 'High' });
    const versions = seen.body.items.map(({ version }) => version);
    await desk.request('PATCH', `/api/tickets/${one.id}`, { as: carl, body: { priority: 'Critical' } });
    await desk.request('PATCH', `/api/tickets/${two.id}`, { as: carl, body: { tags: ['other'] } });
    const back = { ids: [one.id, two.id], versions, action: 'set_priority', priority: 'Medium' };
    expect((await bulk(carla, back)).body.items).toMatchObject([
      { id: one.id, outcome: 'refused', code: 'FIELD_CONFLICT', number: one.number },
      { id: two.id, outcome: 'done' },
    ]);
    expect([(await read(one.id)).priority, (await read(two.id)).priority]).toEqual(['Critical', 'Medium']);
    for (const wrong of [[1], [1, 2, 3], [0, 1], ['x', 1]]) {
      const answer = await bulk<Refusal>(carla, { ...back, versions: wrong });
      expect(answer.status).toBe(400);
      expect(answer.body.details).toHaveProperty('versions');
    }
  });

  it('is for staff', async () => {
    expect(await bulk(ada, { ids: [randomUUID()], action: 'close' })).toMatchObject({ status: 403 });
    expect(await desk.request('POST', '/api/tickets/bulk', { body: {} })).toMatchObject({ status: 401 });
  });

  it('repeated with its key answers the same and does nothing', async () => {
    const { id } = await make();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await bulk(carla, { ids: [id], action: 'set_priority', priority: 'Low' }, headers);
    const again = await bulk(carla, { ids: [id], action: 'set_priority', priority: 'Low' }, headers);
    expect(again.body).toEqual(first.body);
    expect(await eventsOf(id, 'ticket.priority_changed')).toBe(1);
    const other = await bulk<Refusal>(carla, { ids: [id], action: 'set_priority', priority: 'High' }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('races with single calls: each ticket has one winner, and all hear the truth', async () => {
    const tickets = await Promise.all(Array.from({ length: 12 }, async () => make()));
    const ids = tickets.map(({ id }) => id);
    const [all, ...singles] = await Promise.all([
      bulk(carla, { ids, action: 'claim' }),
      ...ids.toReversed().map(async (id) => desk.request('POST', `/api/tickets/${id}/claim`, { as: carl })),
    ]);
    for (const [index, id] of ids.entries()) {
      const { assignee } = await read(id);
      const hasCarla = all.body.items[index]?.outcome === 'done';
      expect(assignee?.id).toBe(hasCarla ? carla.id : carl.id);
      expect(singles[ids.length - 1 - index]?.status).toBe(hasCarla ? 409 : 200);
      expect(await eventsOf(id, 'ticket.assigned')).toBe(1);
    }
  });

  it('tags added by many at once are all there', async () => {
    const { id } = await make();
    await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (tag) => bulk(carla, { ids: [id], action: 'add_tags', tags: [tag] })),
    );
    expect((await read(id)).tags.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('what would make the answer late is told and not tried', async () => {
    const tickets = await Promise.all(Array.from({ length: 6 }, async () => make()));
    const ids = tickets.map(({ id }) => id);
    // Both lanes wait for somebody who holds the first two tickets for longer than there is time.
    const holder = new pg.Client({ connectionString: desk.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT id FROM tickets WHERE id = ANY ($1) FOR UPDATE', [ids.slice(0, 2)]);
    const answer = bulk(carla, { ids, action: 'set_priority', priority: 'Critical' });
    await eventually(async () => {
      const { rows } = await holder.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND query_start < clock_timestamp() - interval '1.1 s'`,
      );
      return rows.length >= 2;
    });
    await holder.query('ROLLBACK');
    await holder.end();
    const { items } = (await answer).body;
    expect(items.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'done',
      'done',
      ...Array.from({ length: 4 }, () => 'TIME_OVER'),
    ]);
    expect(await read(ids[5] ?? '')).toMatchObject({ priority: 'Medium' });
  });

  it('a hundred are answered in time', async () => {
    const tickets = await Promise.all(Array.from({ length: 100 }, async () => make()));
    const begun = performance.now();
    const { body } = await bulk(carla, { ids: tickets.map(({ id }) => id), action: 'add_tags', tags: ['many'] });
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(body.items).toHaveLength(100);
    expect(body.items.every(({ outcome, code }) => outcome === 'done' || code === 'TIME_OVER')).toBe(true);
  });
});
