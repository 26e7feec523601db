import { QueueFacade } from '../../server/modules/queue/queue.facade.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket } from '../support/ticket-views.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

interface WebhookView {
  readonly id: string;
  readonly secret: string;
  readonly state: string;
  readonly pausedReason: string | null;
  readonly failures: number;
  readonly waiting: number;
  readonly version: number;
  readonly lastError: string | null;
  readonly allowedActions: readonly string[];
}
interface DeliveryView {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly responseBody: string | null;
  readonly error: string | null;
  readonly nextAttemptAt: string | null;
  readonly canRedeliver: boolean;
}

describe('webhooks', () => {
  let receiver: WebhookReceiver;
  let desk: Desk;
  let admin: SignedIn;
  let carla: SignedIn;
  let ada: SignedIn;

  beforeAll(async () => {
    receiver = await webhookReceiver();
    desk = await startDesk({ env: { WEBHOOK_ALLOW_PRIVATE: 'true', DATABASE_POOL: '8' } });
    [ada, carla, admin] = await Promise.all([desk.people.employee(), desk.people.coordinator(), desk.people.admin()]);
  });
  afterAll(async () => {
    await desk.close();
    await receiver.close();
  });
  afterEach(async () => {
    receiver.set('accept');
    await desk.database.query('DELETE FROM webhooks');
  });

  const path = (id: string, rest = ''): string => `/api/webhooks/${id}${rest}`;
  const create = async (fields: object = {}): Promise<WebhookView> => {
    const { status, body } = await desk.request<WebhookView>('POST', '/api/webhooks', {
      as: admin,
      body: { name: 'Chat', url: receiver.url, eventTypes: ['ticket.submitted', 'ticket.commented'], ...fields },
    });
    expect(status).toBe(201);
    return body;
  };
  const look = async (id: string): Promise<WebhookView> =>
    (await desk.request<WebhookView>('GET', path(id), { as: admin })).body;
  const log = async (id: string, query = ''): Promise<DeliveryView[]> =>
    (await desk.request<{ items: DeliveryView[] }>('GET', path(id, `/deliveries${query}`), { as: admin })).body.items;
  const hurry = async (id: string): Promise<void> => {
    await desk.app.get(QueueFacade, { strict: false }).makeDue(`webhook.deliver:${id}`);
  };
  const about = (ticketId: string) =>
    receiver.taken().filter(({ body }) => (body.data['ticket'] as { id?: string } | undefined)?.id === ticketId);

  it('tell of an event once, signed, with ids and public facts', async () => {
    const { secret } = await create();
    const { body: ticket } = await submitTicket(desk, ada, { subject: 'Printer on fire', description: 'A secret' });
    const call = await eventually(() => about(ticket.id)[0]);
    expect(receiver.isSignedWith(secret, call)).toBe(true);
    expect(receiver.isSignedWith(`whsec_${Buffer.alloc(32).toString('base64')}`, call)).toBe(false);
    expect(call.body).toEqual({
      type: 'ticket.submitted',
      timestamp: expect.stringMatching(/Z$/),
      data: {
        ticket: expect.objectContaining({ id: ticket.id, number: ticket.number, subject: 'Printer on fire' }),
        change: { categoryId: expect.any(String), onBehalf: false },
        actor: { kind: 'person', id: ada.id },
      },
    });
    expect(call.raw).not.toContain('A secret');
  });

  it('tell nothing of a confidential ticket but its id, and nothing of notes', async () => {
    const { id: webhookId } = await create();
    const { body: ticket } = await submitTicket(desk, ada, { subject: 'About my boss', confidential: true });
    const told = await eventually(() => about(ticket.id)[0]);
    expect(told.body.data).toEqual({ ticket: { id: ticket.id, confidential: true } });
    const { body: open } = await submitTicket(desk, ada);
    for (const visibility of ['internal', 'public']) {
      await desk.request('POST', `/api/tickets/${open.id}/comments`, { as: carla, body: { body: 'Hm', visibility } });
    }
    await eventually(() => about(open.id).some(({ body }) => body.type === 'ticket.commented'));
    await eventually(async () => (await log(webhookId, '?state=waiting')).length === 0);
    expect(about(open.id).filter(({ body }) => body.type === 'ticket.commented')).toHaveLength(1);
  });

  it('are tried again with the same id and bytes, and the log tells how it went', async () => {
    const { id } = await create();
    receiver.set(503);
    const { body: ticket } = await submitTicket(desk, ada);
    const failed = await eventually(async () => (await log(id)).find(({ attempts }) => attempts === 1));
    expect(failed).toMatchObject({
      state: 'waiting',
      responseStatus: 503,
      responseBody: 'I say 503',
      error: 'The receiver answered 503',
      canRedeliver: false,
    });
    expect(failed.nextAttemptAt).not.toBeNull();
    receiver.set('accept');
    await hurry(id);
    await eventually(() => about(ticket.id).length === 1);
    const calls = receiver.calls.filter((call) => call.id === failed.id);
    expect(new Set(calls.map(({ raw }) => raw)).size).toBe(1);
    await eventually(async () => (await log(id, '?state=delivered')).length === 1);
    expect(await look(id)).toMatchObject({ state: 'active', failures: 0, lastError: null });
  });

  it('send a delivery again by hand under its own id', async () => {
    const { id } = await create();
    const { body: ticket } = await submitTicket(desk, ada);
    await eventually(() => about(ticket.id).length === 1);
    const [first] = await eventually(async () => {
      const items = await log(id, '?state=delivered&type=ticket.submitted');
      return items.length === 1 ? items : undefined;
    });
    const answer = await desk.request('POST', path(id, `/deliveries/${first?.id ?? ''}/redeliver`), { as: admin });
    expect(answer).toMatchObject({ status: 202, body: { deliveryId: first?.id, taskId: expect.any(String) } });
    await eventually(() => receiver.calls.filter((call) => call.id === first?.id).length === 2);
    expect(about(ticket.id)).toHaveLength(1);
  });

  it('keep what happens while they are paused, and send it when they are resumed', async () => {
    const { id, version } = await create();
    const paused = await desk.request<WebhookView>('PATCH', path(id), {
      as: admin,
      body: { state: 'paused' },
      headers: { 'if-match': `"${String(version)}"` },
    });
    expect(paused.body).toMatchObject({ state: 'paused', pausedReason: 'person' });
    expect(paused.body.allowedActions).toContain('resume');
    const { body: ticket } = await submitTicket(desk, ada);
    await eventually(async () => (await log(id, '?state=held')).length === 1);
    expect(about(ticket.id)).toHaveLength(0);
    // A test goes through all the same, and changes nothing about the pause.
    const test = await desk.request<{ deliveryId: string }>('POST', path(id, '/test'), { as: admin });
    await eventually(() => receiver.calls.some((call) => call.id === test.body.deliveryId));
    await eventually(async () => (await log(id, '?state=delivered')).length === 1);
    expect(await look(id)).toMatchObject({ state: 'paused' });
    await desk.request('PATCH', path(id), { as: admin, body: { state: 'active' } });
    await eventually(() => about(ticket.id).length === 1);
  });

  it('sign with both secrets for a day after one was replaced', async () => {
    const { id, secret } = await create();
    const rotated = await desk.request<WebhookView>('POST', path(id, '/rotate-secret'), { as: admin });
    expect(rotated.status).toBe(200);
    const { body: ticket } = await submitTicket(desk, ada);
    const call = await eventually(() => about(ticket.id)[0]);
    expect(receiver.isSignedWith(secret, call)).toBe(true);
    expect(receiver.isSignedWith(rotated.body.secret, call)).toBe(true);
    await desk.database.query('UPDATE webhooks SET old_secret_until = now() WHERE id = $1', [id]);
    const { body: later } = await submitTicket(desk, ada);
    const second = await eventually(() => about(later.id)[0]);
    expect(receiver.isSignedWith(secret, second)).toBe(false);
    expect(receiver.isSignedWith(rotated.body.secret, second)).toBe(true);
  });

  const notices = async (template: string) =>
    desk.database.query<{ name: string; gone: boolean | null }>(
      `SELECT data->>'webhookName' AS name, (data->>'isGone')::boolean AS gone FROM mail_messages WHERE template = $1
       ORDER BY created_at`,
      [template],
    );

  it('pause by themselves after a day of failures, recover by themselves, and administrators are told of both', async () => {
    const { id } = await create({ name: 'Failing for a day' });
    receiver.set(500);
    const { body: ticket } = await submitTicket(desk, ada);
    await eventually(async () => (await look(id)).failures > 0);
    await desk.database.query("UPDATE webhooks SET failing_since = now() - interval '25 hours' WHERE id = $1", [id]);
    await eventually(async () => {
      await hurry(id);
      return (await look(id)).state === 'paused';
    });
    expect(await look(id)).toMatchObject({ pausedReason: 'failures' });
    await eventually(async () => (await notices('webhook-paused-notice')).length === 1);
    expect(await notices('webhook-paused-notice')).toEqual([{ name: 'Failing for a day', gone: false }]);
    receiver.set('accept');
    await eventually(async () => {
      await desk.app.get(QueueFacade, { strict: false }).makeDue('webhook.probe');
      return (await look(id)).state === 'active';
    });
    await eventually(() => about(ticket.id).length === 1);
    await eventually(async () => (await notices('webhook-recovered-notice')).length === 1);
  });

  it('stay paused when their receiver is gone, and administrators are told', async () => {
    const { id } = await create({ name: 'Gone' });
    receiver.set(410);
    await submitTicket(desk, ada);
    await eventually(async () => (await look(id)).state === 'paused');
    expect(await look(id)).toMatchObject({ pausedReason: 'gone' });
    await eventually(async () => (await notices('webhook-paused-notice')).some(({ gone }) => gone === true));
    expect((await notices('webhook-paused-notice')).filter(({ name }) => name === 'Gone')).toHaveLength(1);
  });

  it('tell nobody of a pause that a person made', async () => {
    const { id } = await create({ name: 'By hand' });
    await desk.request('PATCH', path(id), { as: admin, body: { state: 'paused' } });
    const [done] = await eventually(async () => {
      const rows = await desk.database.query<{ result: object }>(
        `SELECT t.result FROM tasks t JOIN events e ON e.id = t.event_id
         WHERE t.type = 'event:notifications.webhooks' AND t.state = 'succeeded' AND e.subject_id = $1`,
        [id],
      );
      return rows.length === 1 && rows;
    });
    expect(done?.result).toEqual({ mailed: [], left: [] });
  });

  it('are not delayed by another receiver that hangs', async () => {
    const dead = await webhookReceiver();
    dead.set('hang');
    const { id: deadId } = await create({ name: 'Dead', url: dead.url });
    await create({ name: 'Alive' });
    const tickets: { readonly id: string }[] = [];
    for (let n = 0; n < 8; n += 1) {
      tickets.push((await submitTicket(desk, ada)).body);
    }
    await eventually(() => tickets.every(({ id }) => about(id).length === 1));
    expect(dead.calls.length).toBeGreaterThan(0);
    expect((await log(deadId, '?state=delivered')).length).toBe(0);
    await desk.request('DELETE', path(deadId), { as: admin });
    await dead.close();
  });

  it('deliver each event once by its id, while a server ends and the receiver is down', async () => {
    const { id } = await create();
    const second = await startDesk({ env: { WEBHOOK_ALLOW_PRIVATE: 'true' }, database: desk.database });
    receiver.set(503);
    const tickets = [(await submitTicket(desk, ada)).body, (await submitTicket(second, ada)).body];
    await eventually(() => receiver.calls.some(({ status }) => status === 503));
    tickets.push((await submitTicket(second, ada)).body);
    await second.close();
    tickets.push((await submitTicket(desk, ada)).body);
    receiver.set('accept');
    await eventually(async () => {
      await hurry(id);
      return tickets.every((ticket) => about(ticket.id).length === 1);
    });
    await eventually(async () => (await log(id, '?state=delivered')).length === tickets.length);
  });
});
