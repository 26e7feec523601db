import { randomUUID } from 'node:crypto';
import { EventConsumers } from '../../server/platform/events/event-consumers.js';
import { EventLog } from '../../server/platform/events/event-log.js';
import { Database } from '../../server/platform/database/database.js';
import { ADMIN_EMAIL, startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink, type SunkMail } from '../support/smtp-sink.js';

interface Ticket {
  id: string;
  number: string;
  status: string;
  taskIds?: string[];
  taskId?: string;
}

describe('mails about people and tickets', () => {
  let sink: SmtpSink;
  let desk: Desk;
  let admin: SignedIn;
  let employee: SignedIn;
  let coordinator: SignedIn;

  /** Waits until all background work is done that is not planned for later, so that "nobody else" can be said too. */
  const settled = async (): Promise<readonly SunkMail[]> => {
    await eventually(async () => {
      const [row] = await desk.database.query<{ open: number }>(
        "SELECT (SELECT count(*) FROM outbox)::int + (SELECT count(*) FROM tasks WHERE state <> 'succeeded' AND due_at < now() + interval '1 hour')::int AS open",
      );
      return row?.open === 0;
    });
    return sink.messages;
  };

  const told = async (): Promise<string[]> =>
    (await settled()).map(({ envelopeTo, mail }) => `${envelopeTo.join()}: ${mail.subject ?? ''}`).sort();

  const submit = async (): Promise<Ticket> => {
    const answer = await desk.request<Ticket>('POST', '/api/tickets/', {
      as: employee,
      body: { subject: 'Printer <b>on</b> fire', category: 'other', description: 'It burns.' },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  const act = async (as: SignedIn, ticket: Ticket, action: string, body: object = {}): Promise<void> => {
    const answer = await desk.request('POST', `/api/tickets/${ticket.id}/${action}`, { as, body });
    expect([200, 201]).toContain(answer.status);
  };

  beforeAll(async () => {
    sink = await smtpSink();
    desk = await startDesk({ env: { MAIL_URL: sink.url, MAIL_FROM: 'Desk <desk@desk.example>' } });
    admin = await desk.people.admin();
    employee = await desk.people.employee({ email: 'ada@desk.example', firstName: 'Ada', lastName: 'Lovelace' });
    coordinator = await desk.people.coordinator({ email: 'cora@desk.example', firstName: 'Cora', lastName: 'Nator' });
    await settled();
  });

  beforeEach(() => {
    sink.clear();
  });

  afterAll(async () => {
    await desk.close();
    await sink.close();
  });

  it('registration tells the person and the administrators, approval the person', async () => {
    const { id } = await desk.people.pending({ email: 'grace@desk.example', firstName: 'Grace', lastName: 'Hopper' });
    expect(await told()).toEqual([
      `${ADMIN_EMAIL}: New account to approve: Grace Hopper`,
      'grace@desk.example: Your registration is waiting for approval',
    ]);
    // The address is not confirmed: what its registrar typed does not go there.
    const received = sink.to('grace@desk.example')[0]?.mail;
    expect(`${received?.text ?? ''}${String(received?.html)}${JSON.stringify(received?.to)}`).not.toContain('Grace');
    sink.clear();
    await desk.request('POST', `/api/users/${id}/approve`, { as: admin, body: {} });
    expect(await told()).toEqual(['grace@desk.example: Your account is approved']);
  });

  it('a second registration tells the owner of the address, and nobody else', async () => {
    await desk.people.pending({ email: 'ada@desk.example' });
    expect(await told()).toEqual(['ada@desk.example: You already have an account']);
  });

  it('a rejection and a suspension tell the reason', async () => {
    const { id } = await desk.people.pending({ email: 'eve@desk.example' });
    await settled();
    sink.clear();
    await desk.request('POST', `/api/users/${id}/reject`, { as: admin, body: { reason: 'Not one of us & never' } });
    expect(await told()).toEqual(['eve@desk.example: Your registration was not approved']);
    expect(sink.messages[0]?.mail.text).toContain('Not one of us & never');
    expect(sink.messages[0]?.mail.html).toContain('Not one of us &amp; never');
  });

  it('a forgotten password brings a link that works once and is kept nowhere, and the change is told', async () => {
    const { email } = await desk.people.employee({ email: 'joan@desk.example' });
    await settled();
    sink.clear();
    expect((await desk.request('POST', '/api/auth/password/forgot', { body: { email } })).status).toBe(202);
    expect(await told()).toEqual(['joan@desk.example: Choose a new password']);
    const link = /(http\S+\/reset\?token=(\S+))/.exec(sink.messages[0]?.mail.text ?? '');
    const token = link?.[2] ?? '';
    expect(token).not.toBe('');
    expect(JSON.stringify(await desk.database.query('SELECT * FROM mail_messages'))).not.toContain(token);
    sink.clear();
    const reset = (): Promise<{ status: number }> =>
      desk.request('POST', '/api/auth/password/reset', { body: { token, password: 'another-Long-enough-2' } });
    expect((await reset()).status).toBe(204);
    expect(await told()).toEqual(['joan@desk.example: Your password was changed']);
    expect((await reset()).status).toBe(400);
  });

  it('a mail that anybody can cause greets nobody by a name that anybody can have typed', async () => {
    await desk.people.pending({ email: 'mel@desk.example', firstName: 'Visit evil.example', lastName: 'Nowplease' });
    await settled();
    sink.clear();
    await desk.request('POST', '/api/auth/password/forgot', { body: { email: 'mel@desk.example' } });
    expect(await told()).toEqual(['mel@desk.example: Choose a new password']);
    const { mail } = sink.messages[0] ?? {};
    expect(mail?.text).toMatch(/^Hello,\n/);
    expect(mail?.html).toContain('Hello,');
    expect(JSON.stringify(mail)).not.toMatch(/evil|Nowplease/);
  });

  it('an account made by an administrator brings an invitation with a link', async () => {
    const made = await desk.request('POST', '/api/users', {
      as: admin,
      body: { email: 'kay@desk.example', firstName: 'Kay', lastName: 'McNulty', role: 'Employee' },
    });
    expect(made.status).toBe(201);
    expect(await told()).toEqual(['kay@desk.example: Your account is ready']);
    expect(sink.messages[0]?.mail.text).toMatch(/http\S+\/reset\?token=\S+/);
  });

  it('a ticket tells its way, each step to those whom it concerns', async () => {
    const ticket = await submit();
    const tag = `[${ticket.number}]`;
    expect(await told()).toEqual([
      `ada@desk.example: We have received your ticket: Printer <b>on</b> fire ${tag}`,
      `${ADMIN_EMAIL}: New ticket: Printer <b>on</b> fire ${tag}`,
    ]);
    expect(
      sink.messages.every(({ mail }) => mail.text?.includes(tag) === true && String(mail.html).includes('&lt;b&gt;on')),
    ).toBe(true);

    sink.clear();
    await act(admin, ticket, 'status', { status: 'Open' });
    expect(await told()).toEqual([`ada@desk.example: Open: Printer <b>on</b> fire ${tag}`]);

    sink.clear();
    await act(admin, ticket, 'assign', { assigneeId: coordinator.id, teamId: null });
    expect(await told()).toEqual([`cora@desk.example: Assigned to you: Printer <b>on</b> fire ${tag}`]);

    sink.clear();
    await act(coordinator, ticket, 'comments', { body: 'Is it **still** burning?', visibility: 'public' });
    expect(await told()).toEqual([`ada@desk.example: Cora Nator answered: Printer <b>on</b> fire ${tag}`]);
    expect(sink.messages[0]?.mail.html).toContain('<strong>still</strong>');

    sink.clear();
    await act(coordinator, ticket, 'comments', { body: 'The secret note', visibility: 'internal' });
    expect(await told()).toEqual([]);

    await act(employee, ticket, 'comments', { body: 'Yes', visibility: 'public' });
    expect(await told()).toEqual([`cora@desk.example: Ada Lovelace answered: Printer <b>on</b> fire ${tag}`]);

    sink.clear();
    await act(coordinator, ticket, 'status', { status: 'Resolved', resolution: 'Put it out' });
    expect(await told()).toEqual([`ada@desk.example: Resolved: Printer <b>on</b> fire ${tag}`]);
    expect(sink.messages[0]?.mail.text).toContain('How it was solved:\nPut it out');

    sink.clear();
    await act(employee, ticket, 'close');
    expect(await told()).toEqual([`cora@desk.example: Closed: Printer <b>on</b> fire ${tag}`]);
    expect(
      new Set(
        (await desk.database.query<{ message_id: string }>('SELECT message_id FROM mail_messages')).map(
          (row) => row.message_id,
        ),
      ).size,
    ).toBe((await desk.database.query('SELECT 1 FROM mail_messages')).length);
  });

  it('an answer that ends a hold is told to the one who waits for it, not to the one who gave it', async () => {
    const ticket = await submit();
    await act(coordinator, ticket, 'claim');
    await act(coordinator, ticket, 'status', { status: 'On Hold', holdReason: 'requester' });
    await settled();
    const before = sink.messages.length;
    await act(employee, ticket, 'comments', { body: 'Here you are' });
    await settled();
    expect([...new Set(sink.messages.slice(before).flatMap(({ envelopeTo }) => envelopeTo))]).toEqual([
      'cora@desk.example',
    ]);
  });

  it('keeps the tag of the subject readable on the wire whatever the words are', async () => {
    const answer = await desk.request<Ticket>('POST', '/api/tickets/', {
      as: employee,
      body: { subject: 'Drücker brennt — 打印机 😀', category: 'other', description: 'Es brennt.' },
    });
    await settled();
    const tagged = sink.messages.filter(({ mail }) => mail.subject?.includes(answer.body.number) === true);
    expect(tagged.length).toBeGreaterThan(0);
    tagged.forEach(({ mail }) => {
      const raw = mail.headerLines.find(({ key }) => key === 'subject')?.line ?? '';
      expect(raw).toContain(`[${answer.body.number}]`);
      expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
      expect(mail.subject).toContain('打印机 😀');
    });
  });

  it('makes no second mail when a consumer runs twice', async () => {
    const ticket = await submit();
    await settled();
    const rows = await desk.database.query<{ id: string; event_id: string; type: string }>(
      `SELECT t.id, t.event_id, t.type FROM tasks t JOIN events e ON e.id = t.event_id
       WHERE t.type LIKE 'event:notifications.%' AND e.subject_id = $1`,
      [ticket.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    const before = await desk.database.query('SELECT id FROM mail_messages');
    for (const { id, event_id, type } of rows) {
      const event = await desk.app
        .get(EventLog, { strict: false })
        .read(desk.app.get(Database, { strict: false }), event_id);
      const consumer = desk.app.get(EventConsumers, { strict: false }).named(type.slice('event:'.length));
      if (event === null || consumer === undefined) {
        throw new Error('nothing to repeat');
      }
      await consumer.handle(event, { taskId: id, attempt: 2 });
    }
    await settled();
    expect(await desk.database.query('SELECT id FROM mail_messages')).toEqual(before);
    expect(sink.messages).toHaveLength(before.length === 0 ? 0 : 2);
  });
});

describe('tasks and the message log over REST', () => {
  let desk: Desk;
  let admin: SignedIn;
  let employee: SignedIn;
  let other: SignedIn;

  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.people.admin();
    employee = await desk.people.employee();
    other = await desk.people.employee();
  });

  afterAll(async () => {
    await desk.close();
  });

  it('shows a task to whoever caused it and to administrators, and to nobody else', async () => {
    const { body } = await desk.request<Ticket>('POST', '/api/tickets/', {
      as: employee,
      body: { subject: 'Help', category: 'other', description: 'Please' },
    });
    const id = body.taskIds?.[0] ?? body.taskId ?? '';
    const first = await desk.request<{ status: string }>('GET', `/api/tasks/${id}`, { as: employee });
    expect(first.status).toBe(200);
    expect(['queued', 'running', 'succeeded']).toContain(first.body.status);
    await eventually(
      async () =>
        (await desk.request<{ status: string }>('GET', `/api/tasks/${id}`, { as: employee })).body.status ===
        'succeeded',
    );
    expect((await desk.request('GET', `/api/tasks/${id}`, { as: admin })).status).toBe(200);
    expect((await desk.request('GET', `/api/tasks/${id}`, { as: other })).status).toBe(404);
    expect((await desk.request('GET', `/api/tasks/${randomUUID()}`, { as: admin })).status).toBe(404);
    expect((await desk.request('GET', '/api/tasks/nonsense', { as: admin })).status).toBe(404);
    expect((await desk.request('GET', `/api/tasks/${id}`)).status).toBe(401);
  });

  it('answers "queued" for a promised task whose event still waits', async () => {
    const eventId = randomUUID();
    await desk.database.query(
      `INSERT INTO events (id, name, subject_type, subject_id, audience, actor_kind, actor_id, occurred_at, data)
       VALUES ($1, 'ticket.submitted', 'ticket', $2, 'everyone', 'person', $3, now(), '{}')`,
      [eventId, randomUUID(), employee.id],
    );
    const [id = ''] = desk.app.get(EventConsumers, { strict: false }).taskIdsOf(eventId, 'ticket.submitted');
    const lock = await desk.app.get(Database, { strict: false }).pool().connect();
    // Held by another relay, as it were.
    await lock.query('BEGIN');
    await lock.query('INSERT INTO outbox (event_id) VALUES ($1)', [eventId]);
    expect((await desk.request('GET', `/api/tasks/${id}`, { as: employee })).status).toBe(404);
    await lock.query('COMMIT');
    lock.release();
    expect((await desk.request<{ status: string }>('GET', `/api/tasks/${id}`, { as: employee })).status).toBe(200);
    expect((await desk.request('GET', `/api/tasks/${id}`, { as: other })).status).toBe(404);
  });

  it('lists queues and tasks for administrators alone', async () => {
    for (const path of ['/api/admin/queues', '/api/admin/tasks', '/api/mailbox']) {
      expect((await desk.request('GET', path, { as: employee })).status).toBe(403);
      expect((await desk.request('GET', path)).status).toBe(401);
    }
    const queues = await desk.request<{ queues: { type: string; dead: number }[] }>('GET', '/api/admin/queues', {
      as: admin,
    });
    expect(queues.body.queues.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['event:notifications.tickets', 'mail.deliver']),
    );
    const page = await desk.request<{ items: { id: string }[]; nextCursor: string | null }>(
      'GET',
      '/api/admin/tasks?limit=1',
      { as: admin },
    );
    expect(page.body.items).toHaveLength(1);
    const next = await desk.request<{ items: { id: string }[] }>(
      'GET',
      `/api/admin/tasks?limit=1&cursor=${page.body.nextCursor ?? ''}`,
      { as: admin },
    );
    expect(next.body.items[0]?.id).not.toBe(page.body.items[0]?.id);
    expect((await desk.request('GET', '/api/admin/tasks?cursor=nonsense', { as: admin })).status).toBe(400);
    expect((await desk.request('GET', '/api/admin/tasks?state=nonsense', { as: admin })).status).toBe(400);
  });

  it('tries a dead task again, and discards one with a reason', async () => {
    const dead = async (state: string): Promise<string> => {
      const id = randomUUID();
      await desk.database.query("INSERT INTO tasks (id, type, state, attempts) VALUES ($1, 'test.nobody', $2, 3)", [
        id,
        state,
      ]);
      return id;
    };
    const retried = await desk.request('POST', `/api/admin/tasks/${await dead('dead')}/retry`, { as: admin, body: {} });
    expect(retried).toMatchObject({ status: 200, body: { status: 'queued', attempts: 0 } });
    const refused = await desk.request('POST', `/api/admin/tasks/${await dead('succeeded')}/retry`, {
      as: admin,
      body: {},
    });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'TASK_NOT_RETRYABLE', details: { state: ['succeeded'] } },
    });
    const id = await dead('failed');
    expect(await desk.request('POST', `/api/admin/tasks/${id}/discard`, { as: admin, body: {} })).toMatchObject({
      status: 400,
    });
    expect(
      await desk.request('POST', `/api/admin/tasks/${id}/discard`, { as: admin, body: { reason: 'Obsolete' } }),
    ).toMatchObject({
      status: 200,
      body: { status: 'dead', discardedReason: 'Obsolete' },
    });
    expect(await desk.request('POST', `/api/admin/tasks/${randomUUID()}/retry`, { as: admin, body: {} })).toMatchObject(
      { status: 404 },
    );
    expect(await desk.request('POST', `/api/admin/tasks/${id}/retry`, { as: employee, body: {} })).toMatchObject({
      status: 403,
    });
    const events = await desk.database.query('SELECT name FROM events WHERE subject_id = $1', [id]);
    expect(events).toEqual([{ name: 'task.discarded' }]);
  });

  it('shows messages, and sends one again', async () => {
    const list = await eventually(async () => {
      const answer = await desk.request<{ items: { id: string; state: string; template: string }[] }>(
        'GET',
        '/api/mailbox?template=ticket-submitted',
        { as: admin },
      );
      return answer.body.items.length === 1 && answer.body.items[0]?.state === 'sent' && answer.body.items;
    });
    const id = list[0]?.id ?? '';
    const shown = await desk.request<{ html: string; text: string; headers: Record<string, string> }>(
      'GET',
      `/api/mailbox/${id}`,
      { as: admin },
    );
    expect(shown.body.text).toContain('Help');
    expect(shown.body.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' });
    const again = await desk.request<{ taskId: string }>('POST', `/api/mailbox/${id}/resend`, { as: admin, body: {} });
    expect(again.status).toBe(202);
    await eventually(
      async () =>
        (await desk.request<{ attempts: number }>('GET', `/api/mailbox/${id}`, { as: admin })).body.attempts === 2,
    );
    expect((await desk.request('POST', `/api/mailbox/${randomUUID()}/resend`, { as: admin, body: {} })).status).toBe(
      404,
    );
    expect((await desk.request('GET', `/api/mailbox/${id}`, { as: employee })).status).toBe(403);
  });
});
