import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal, RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';

type Held = TicketView & Refusal & { statusLabel: string; holdReason: string | null; holdUntil: string | null };
interface Line {
  type: string;
  fromHoldReason?: string;
  holdReason?: string;
  fromUntil?: string;
  until?: string;
}

const HOUR = 3_600_000;

/** It goes on standing still, for another reason or until another date. */
describe('a hold that goes on otherwise', () => {
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let carl: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    [ada, carla, carl] = await Promise.all([
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
  });

  const call = async (as: SignedIn, method: string, path: string, body?: object): Promise<RestAnswer<Held>> =>
    desk.request<Held>(method, `/api/tickets/${path}`, { as, ...(body === undefined ? {} : { body }) });
  const must = async (as: SignedIn, path: string, body: object = {}): Promise<Held> => {
    const answer = await call(as, 'POST', path, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  const inHours = (hours: number): string => new Date(desk.clock.now().getTime() + hours * HOUR).toISOString();
  const held = async (hold: object = { holdReason: 'approval' }): Promise<Held> => {
    const { id } = (await submitTicket(desk, ada)).body;
    await must(carla, `${id}/claim`);
    await must(carla, `${id}/status`, { status: 'In Progress' });
    return must(carla, `${id}/status`, { status: 'On Hold', ...hold });
  };
  const linesOf = async (as: SignedIn, id: string): Promise<Line[]> => {
    const { body } = await desk.request<{ items: Line[] }>('GET', `/api/tickets/${id}/timeline`, { as });
    return body.items.filter(({ type }) => type === 'ticket.hold_changed');
  };
  const mailsTo = async (person: SignedIn, number: string): Promise<string[]> =>
    (
      await desk.database.query<{ text: string }>(
        'SELECT text FROM mail_messages WHERE to_address = $1 AND subject LIKE $2 ORDER BY id',
        [person.email, `%${number}%`],
      )
    ).map(({ text }) => text);

  it('gets another date without an end in between, and ends at the new one', async () => {
    const before = await held({ holdReason: 'scheduled', until: inHours(48) });
    const until = new Date(desk.clock.now().getTime() + 1_500).toISOString();
    const after = await must(carl, `${before.id}/hold`, { holdReason: 'scheduled', until });
    expect(after).toMatchObject({ status: 'On Hold', holdUntil: until, version: before.version + 1 });
    expect(await linesOf(ada, before.id)).toMatchObject([
      { fromHoldReason: 'scheduled', holdReason: 'scheduled', fromUntil: before.holdUntil, until },
    ]);
    await eventually(async () => (await call(carla, 'GET', before.id)).body.status === 'In Progress');
    const steps = await desk.database.query<{ to: string }>(
      `SELECT data ->> 'to' AS "to" FROM events WHERE subject_id = $1 AND name = 'ticket.status_changed' ORDER BY seq`,
      [before.id],
    );
    expect(steps.map(({ to }) => to)).toEqual(['Open', 'In Progress', 'On Hold', 'In Progress']);
  });

  it('waits for somebody else: its date goes, and the requester hears what he is asked for', async () => {
    const before = await held({ holdReason: 'scheduled', until: inHours(48) });
    const after = await must(carl, `${before.id}/hold`, { holdReason: 'requester' });
    expect(after).toMatchObject({ status: 'On Hold', holdReason: 'requester', holdUntil: null });
    await eventually(async () =>
      (await mailsTo(ada, before.number)).some((text) => text.includes('it now waits for an answer of its requester')),
    );
    expect((await call(ada, 'GET', before.id)).body.statusLabel).toBe('Waiting for you');
    // From now on his word ends it, and it goes on where it was held.
    expect((await call(ada, 'POST', `${before.id}/comments`, { body: 'Here it is' })).status).toBe(201);
    expect((await call(carla, 'GET', before.id)).body.status).toBe('In Progress');
  });

  it('of the same kind is no change', async () => {
    const before = await held();
    expect((await must(carl, `${before.id}/hold`, { holdReason: 'approval' })).version).toBe(before.version);
    expect(await linesOf(carla, before.id)).toEqual([]);
  });

  it('of two people who change it at once, the second is told both values', async () => {
    const { id, version } = await held();
    await must(carla, `${id}/hold`, { holdReason: 'third party', version });
    const late = await call(carl, 'POST', `${id}/hold`, { holdReason: 'requester', version });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'FIELD_CONFLICT', details: { hold: ['third party', 'requester'] } },
    });
    // Another field is another matter: the work may go on, and the priority may change.
    expect((await call(carl, 'PATCH', id, { priority: 'High', version })).status).toBe(200);
    expect((await call(carl, 'POST', `${id}/status`, { status: 'In Progress', version })).status).toBe(200);
  });

  it('is refused in order: who sees nothing, who may not, what is not held, what is missing', async () => {
    const { id } = await held();
    const bob = await desk.people.employee();
    const path = `${id}/hold`;
    expect((await call(bob, 'POST', path, { holdReason: 'nonsense' })).status).toBe(404);
    expect((await call(ada, 'POST', path, { holdReason: 'nonsense' })).status).toBe(403);
    for (const [body, field] of [
      [{}, 'holdReason'],
      [{ holdReason: 'nonsense' }, 'holdReason'],
      [{ holdReason: 'scheduled' }, 'until'],
      [{ holdReason: 'scheduled', until: '2020-01-01T00:00:00Z' }, 'until'],
      [{ holdReason: 'approval', until: inHours(2) }, 'until'],
    ] as const) {
      const answer = await call(carla, 'POST', path, body);
      expect({ body, status: answer.status }).toEqual({ body, status: 400 });
      expect(answer.body.details).toHaveProperty(field);
    }
    await must(carla, `${id}/status`, { status: 'In Progress' });
    const late = await call(carla, 'POST', path, { holdReason: 'scheduled' });
    expect(late).toMatchObject({ status: 409, body: { code: 'ACTION_NOT_POSSIBLE' } });
    expect((await call(carla, 'GET', id)).body.allowedActions).not.toContain('change_hold');
  });
});
