import { randomUUID } from 'node:crypto';
import { QueueFacade } from '../../server/modules/queue/queue.facade.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';
import { workflowSink, type Callback, type WorkflowSink } from '../support/workflow-sink.js';

interface RunView {
  readonly id: string;
  readonly ticketNumber: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly cancelReason: string | null;
  readonly allowedActions: readonly string[];
}

describe('runs of the Workflow system', () => {
  let workflow: WorkflowSink;
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;
  let admin: SignedIn;

  beforeAll(async () => {
    workflow = await workflowSink();
    desk = await startDesk({ env: { WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key } });
    [ada, carla, admin] = await Promise.all([
      desk.people.employee({ email: 'ada@desk.example' }),
      desk.people.coordinator({ email: 'carla@desk.example' }),
      desk.people.admin(),
    ]);
  });
  afterAll(async () => {
    await desk.close();
    await workflow.close();
  });
  afterEach(() => {
    workflow.set('accept');
  });

  const open = async (): Promise<TicketView> => {
    const { body } = await submitTicket(desk, ada, { subject: 'Printer', description: 'It is warm' });
    await desk.request('POST', `/api/tickets/${body.id}/status`, { as: carla, body: { status: 'Open' } });
    return body;
  };
  const runOf = async (ticket: TicketView, as = admin): Promise<RunView | null> =>
    (await desk.request<{ run: RunView | null }>('GET', `/api/tickets/${ticket.id}/workflow`, { as })).body.run;
  const runIn = async (ticket: TicketView, state: string): Promise<RunView> =>
    eventually(async () => {
      const run = await runOf(ticket);
      return run?.state === state ? run : undefined;
    });
  const act = async (run: RunView, act: string, body: object = {}, as = admin) =>
    desk.request<RunView>('POST', `/api/admin/workflow/runs/${run.id}/${act}`, { as, body });

  it('a refused one is listed as dead and tried again by hand under the same key', async () => {
    workflow.set('refuse');
    const ticket = await open();
    const dead = await runIn(ticket, 'abandoned');
    expect(dead).toMatchObject({ attempts: 1, allowedActions: ['retry', 'cancel'] });
    const list = await desk.request<{ items: RunView[] }>('GET', '/api/admin/workflow/runs?state=abandoned,failed', {
      as: admin,
    });
    expect(list.body.items.map(({ id }) => id)).toContain(dead.id);
    expect((await runOf(ticket, carla))?.allowedActions).toEqual([]);

    workflow.set('accept');
    expect(await act(dead, 'retry')).toMatchObject({ status: 200, body: { id: dead.id, state: 'waiting' } });
    expect(await runIn(ticket, 'accepted')).toMatchObject({ id: dead.id, attempts: 2, lastError: null });
    expect(workflow.runs().filter(({ ticketNumber }) => ticketNumber === ticket.number)).toHaveLength(1);
    expect(await act(dead, 'retry')).toMatchObject({ status: 409, body: { code: 'WORKFLOW_RUN_STATE' } });
  });

  it('one that had failed outside is tried again as another run', async () => {
    const ticket = await open();
    const run = await runIn(ticket, 'accepted');
    await workflow.callBack({ ticketNumber: ticket.number, runId: run.id, state: 'failed' });
    const again = await act(run, 'retry');
    expect(again).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(again.body.id).not.toBe(run.id);
    expect(await runIn(ticket, 'accepted')).toMatchObject({ id: again.body.id });
  });

  it('ended by hand with a reason: told outside, and what comes afterwards has no effect', async () => {
    const ticket = await open();
    const run = await runIn(ticket, 'accepted');
    expect(await act(run, 'cancel', {})).toMatchObject({ status: 400 });
    expect(await act(run, 'cancel', { reason: 'Done by phone' })).toMatchObject({
      status: 200,
      body: { state: 'cancelled', cancelReason: 'Done by phone', allowedActions: [] },
    });
    await eventually(() => workflow.cancelled.includes(run.id));
    const late = await workflow.callBack({
      ticketNumber: ticket.number,
      runId: run.id,
      state: 'succeeded',
      status: 'Resolved',
    });
    expect(late).toMatchObject({ status: 200, body: { applied: false } });
  });

  it('a withdrawal ends the one that had begun, and tells it outside', async () => {
    const ticket = await open();
    const run = await runIn(ticket, 'accepted');
    await desk.request('POST', `/api/tickets/${ticket.id}/withdraw`, { as: ada, body: {} });
    await runIn(ticket, 'cancelled');
    await eventually(() => workflow.cancelled.includes(run.id));
    expect(workflow.cancelled.filter((id) => id === run.id)).toHaveLength(1);
    expect(await act(run, 'retry')).toMatchObject({ status: 409 });
  });

  it('the opening that was handled late supersedes none that was asked for after it', async () => {
    const ticket = await open();
    const run = await runIn(ticket, 'accepted');
    // An older opening, whose task comes only now.
    const [opening] = await desk.database.query<{ id: string }>(
      `SELECT id FROM events WHERE subject_id = $1 AND name = 'ticket.status_changed' ORDER BY id LIMIT 1`,
      [ticket.id],
    );
    const newer = randomUUID().replace(/^./, 'f');
    await desk.database.query('UPDATE workflow_runs SET event_id = $2 WHERE id = $1', [run.id, newer]);
    const late = randomUUID();
    await desk.database.query(
      `INSERT INTO tasks (id, type, payload, event_id) VALUES ($1, 'event:workflow.begin-run', '{}', $2)`,
      [late, opening?.id],
    );
    await desk.app.get(QueueFacade, { strict: false }).makeDue('event:workflow.begin-run');
    await eventually(async () => {
      const rows = await desk.database.query<{ state: string }>('SELECT state FROM workflow_runs WHERE id = $1', [
        late,
      ]);
      return rows[0]?.state === 'superseded';
    });
    expect(await runOf(ticket)).toMatchObject({ id: run.id, state: 'accepted' });
    expect(workflow.calls.some(({ body }) => body.runId === late)).toBe(false);
  });

  it.each([1, 2, 3, 4, 5, 6])('callbacks in whatever order, each some times: the same end (%i)', async (seed) => {
    const ticket = await open();
    const run = await runIn(ticket, 'accepted');
    const told: (Partial<Callback> & Pick<Callback, 'state'>)[] = [
      { state: 'running', status: 'In Progress', assigneeEmail: 'carla@desk.example' },
      { state: 'running', status: 'On Hold' },
      { state: 'succeeded', status: 'Resolved', comment: 'Done' },
    ];
    let random = seed;
    const sent = [...told, ...told]
      .map((callback) => ({ callback, id: `${run.id}-${String(told.indexOf(callback))}` }))
      .map((one) => ({ one, key: (random = (random * 16_807) % 2_147_483_647) }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
    for (const { callback, id } of sent) {
      const { status } = await workflow.callBack({ ticketNumber: ticket.number, runId: run.id, ...callback }, { id });
      // What the lifecycle does not allow yet is refused whole, and comes again.
      expect([200, 409]).toContain(status);
    }
    const after = await desk.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as: carla });
    expect(after.body).toMatchObject({ status: 'Resolved', commentCount: 1 });
    expect(await runOf(ticket)).toMatchObject({ state: 'succeeded' });
  });

  it('what is down is shown to administrators, with what waits, and what is back', async () => {
    const look = async () => {
      const { body } = await desk.request<{ items: { name: string; state: string; waiting: number }[] }>(
        'GET',
        '/api/admin/integrations',
        { as: admin },
      );
      return body.items.find(({ name }) => name === 'workflow');
    };
    await eventually(async () => (await look())?.state === 'up');
    workflow.set('fail');
    const tickets = [await open(), await open(), await open()];
    await eventually(async () => {
      await desk.app.get(QueueFacade, { strict: false }).makeDue('workflow.send');
      return (await look())?.state === 'down';
    });
    expect(await look()).toMatchObject({ waiting: 3, lastError: 'The Workflow system answered 500' });
    workflow.set('accept');
    for (const ticket of tickets) {
      await eventually(async () => (await runOf(ticket))?.state === 'accepted', { within: 20_000 });
    }
    await eventually(async () => (await look())?.state === 'up');
  });
});
