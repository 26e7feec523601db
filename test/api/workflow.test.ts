import { randomUUID } from 'node:crypto';
import { QueueFacade } from '../../server/modules/queue/queue.facade.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import type { SignedIn } from '../support/people.js';
import type { RestAnswer } from '../support/rest.js';
import { submitTicket, type TicketView, type TimelineView } from '../support/ticket-views.js';
import { workflowSink, type Callback, type WorkflowRequest, type WorkflowSink } from '../support/workflow-sink.js';

const SEND_TASK = 'workflow.send';

describe('the Workflow system', () => {
  let workflow: WorkflowSink;
  let desk: Desk;
  let ada: SignedIn;
  let carla: SignedIn;

  beforeAll(async () => {
    workflow = await workflowSink();
    desk = await startDesk({ env: { WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key, DATABASE_POOL: '8' } });
    [ada, carla] = await Promise.all([
      desk.people.employee({ firstName: 'Ada', lastName: 'Byron', email: 'ada@desk.example', department: 'Research' }),
      desk.people.coordinator({ email: 'carla@desk.example' }),
    ]);
  });
  afterAll(async () => {
    await desk.close();
    await workflow.close();
  });
  afterEach(() => {
    workflow.set('accept');
  });

  const look = async (id: string, as = ada): Promise<TicketView> =>
    (await desk.request<TicketView>('GET', `/api/tickets/${id}`, { as })).body;
  const act = async (as: SignedIn, id: string, path: string, body: object = {}): Promise<RestAnswer<TicketView>> => {
    const answer = await desk.request<TicketView>('POST', `/api/tickets/${id}/${path}`, { as, body });
    expect(answer).toMatchObject({ status: 200 });
    return answer;
  };
  const callsFor = (number: string) => workflow.calls.filter(({ body }) => body.ticketNumber === number);
  const runsOf = async (id: string) =>
    desk.database.query<{ id: string; state: string; last_error: string | null }>(
      'SELECT id, state, last_error FROM workflow_runs WHERE ticket_id = $1 ORDER BY created_at',
      [id],
    );
  const open = async (): Promise<TicketView> => {
    const { body } = await submitTicket(desk, ada, { subject: 'Printer on fire', description: 'It is **warm**' });
    await act(carla, body.id, 'status', { status: 'Open' });
    return body;
  };
  /** An opened ticket that the system has accepted. */
  const sent = async (): Promise<{ ticket: TicketView; run: WorkflowRequest }> => {
    const ticket = await open();
    const run = await eventually(() => callsFor(ticket.number)[0]?.body);
    await eventually(async () => (await runsOf(ticket.id))[0]?.state === 'accepted');
    return { ticket, run };
  };
  const report = async (
    { run, ticket }: { run: WorkflowRequest; ticket: TicketView },
    callback: Partial<Callback>,
    options: Parameters<WorkflowSink['callBack']>[1] = {},
  ) => workflow.callBack({ ticketNumber: ticket.number, runId: run.runId, state: 'running', ...callback }, options);
  const hurry = async (of: Desk = desk): Promise<void> => {
    await of.app.get(QueueFacade, { strict: false }).makeDue(SEND_TASK);
  };
  const consumed = async (id: string): Promise<void> => {
    await eventually(async () => {
      const [row] = await desk.database.query<{ left: number }>(
        `SELECT count(*)::int AS left FROM events e LEFT JOIN tasks t ON t.event_id = e.id AND t.type = 'event:workflow.begin-run'
         WHERE e.subject_id = $1 AND e.name = 'ticket.status_changed' AND t.state IS DISTINCT FROM 'succeeded'`,
        [id],
      );
      return row?.left === 0;
    });
  };
  const timeline = async (id: string, as: SignedIn): Promise<string[]> =>
    (await desk.request<TimelineView>('GET', `/api/tickets/${id}/timeline`, { as })).body.items.map(({ type }) => type);

  describe('is called', () => {
    it('once when a ticket is opened, with bearer, key and exactly the body of the contract', async () => {
      const { ticket, run } = await sent();
      const calls = callsFor(ticket.number);
      expect(calls).toHaveLength(1);
      expect(calls[0]?.idempotencyKey).toBe(run.runId);
      expect(workflow.unauthorized()).toBe(0);
      expect(run).toEqual({
        runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ticketNumber: ticket.number,
        subject: 'Printer on fire',
        description: 'It is **warm**',
        category: 'hardware',
        priority: 'Medium',
        status: 'Open',
        requester: { companyId: ada.companyId, name: 'Ada Byron', email: 'ada@desk.example', department: 'Research' },
        submittedAt: ticket.submittedAt,
        callbackUrl: `${desk.url}/api/integrations/workflow/callback`,
      });
      expect(await timeline(ticket.id, carla)).toContain('workflow.run_accepted');
      expect(await timeline(ticket.id, ada)).not.toContain('workflow.run_accepted');
    });

    it('by a claim, which opens too, and the answer to the opening names the task', async () => {
      const { body } = await submitTicket(desk, ada);
      const claimed = await desk.request<{ taskIds: string[] }>('POST', `/api/tickets/${body.id}/claim`, { as: carla });
      expect(claimed.body.taskIds.length).toBeGreaterThan(0);
      await eventually(() => callsFor(body.number).length === 1);
    });

    it('not when a hold ends or work returns to Open', async () => {
      const { ticket } = await sent();
      await act(carla, ticket.id, 'claim');
      await act(carla, ticket.id, 'status', { status: 'In Progress' });
      await act(carla, ticket.id, 'status', { status: 'Open' });
      await act(carla, ticket.id, 'status', { status: 'On Hold', holdReason: 'approval' });
      await act(carla, ticket.id, 'status', { status: 'Open' });
      await consumed(ticket.id);
      expect(callsFor(ticket.number)).toHaveLength(1);
      expect(await runsOf(ticket.id)).toHaveLength(1);
    });

    it('again by a reopening: a second run, which supersedes one that still lives', async () => {
      const first = await sent();
      await act(ada, first.ticket.id, 'close');
      await act(ada, first.ticket.id, 'reopen', { reason: 'Still burning' });
      const second = await eventually(() => callsFor(first.ticket.number)[1]?.body);
      expect(second.runId).not.toBe(first.run.runId);
      expect((await runsOf(first.ticket.id)).map(({ state }) => state)[0]).toBe('superseded');
      const late = await report(first, { state: 'succeeded', status: 'Resolved', comment: 'Late' });
      expect(late).toMatchObject({ status: 200, body: { applied: false } });
      expect(await look(first.ticket.id)).toMatchObject({ status: 'Open', commentCount: 0 });
      const timely = await report(
        { ...first, run: second },
        { state: 'succeeded', status: 'Resolved', comment: 'In time' },
      );
      expect(timely).toMatchObject({ status: 200, body: { applied: true } });
      expect(await look(first.ticket.id)).toMatchObject({ status: 'Resolved', resolution: 'In time', commentCount: 1 });
    });
  });

  describe('calls back', () => {
    it('running: In Progress, with its assignee', async () => {
      const one = await sent();
      const answer = await report(one, { status: 'In Progress', assigneeEmail: 'CARLA@desk.example' });
      expect(answer).toMatchObject({ status: 200, body: { applied: true } });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'In Progress', assignee: { id: carla.id } });
      expect((await runsOf(one.ticket.id))[0]?.state).toBe('running');
    });

    it('succeeded: Resolved, the comment being the resolution and public', async () => {
      const one = await sent();
      await report(one, { state: 'succeeded', status: 'Resolved', comment: 'A **new** toner' });
      expect(await look(one.ticket.id)).toMatchObject({
        status: 'Resolved',
        resolution: 'A **new** toner',
        commentCount: 1,
      });
      const { body } = await desk.request<{ items: object[] }>('GET', `/api/tickets/${one.ticket.id}/comments`, {
        as: ada,
      });
      expect(body.items).toMatchObject([
        { authorKind: 'workflow', author: null, visibility: 'public', body: 'A **new** toner' },
      ]);
    });

    it('with an assignee only where there is none', async () => {
      const one = await sent();
      const other = await desk.people.coordinator();
      await act(carla, one.ticket.id, 'assign', { assigneeId: other.id });
      await report(one, { status: 'In Progress', assigneeEmail: 'carla@desk.example' });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'In Progress', assignee: { id: other.id } });
    });

    it.each(['failed', 'cancelled'] as const)('%s: no status changes, staff is told', async (state) => {
      const one = await sent();
      const answer = await report(one, { state, status: 'Resolved' });
      expect(answer).toMatchObject({ status: 200, body: { applied: true } });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Open', version: 2, assignee: null });
      expect(await timeline(one.ticket.id, carla)).toContain(`workflow.run_${state}`);
      expect(await timeline(one.ticket.id, ada)).not.toContain(`workflow.run_${state}`);
      const late = await report(one, { state: 'succeeded', status: 'Resolved', comment: 'Done after all' });
      expect(late).toMatchObject({ status: 200, body: { applied: false } });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Open', commentCount: 0 });
    });

    it('with an empty comment and a number without prefix', async () => {
      const one = await sent();
      const ticketNumber = one.ticket.number.replace('SS-', '');
      const answer = await report(one, { state: 'running', comment: '', ticketNumber });
      expect(answer).toMatchObject({ status: 200, body: { applied: true } });
      expect(await look(one.ticket.id)).toMatchObject({ commentCount: 0 });
    });

    it('twice with the same id: the second has no effect, also when 20 come at once', async () => {
      const one = await sent();
      const id = `msg_${randomUUID()}`;
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => report(one, { comment: 'Once', assigneeEmail: 'carla@desk.example' }, { id })),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
      expect(answers.filter(({ body }) => body['applied'] === true)).toHaveLength(1);
      expect((await look(one.ticket.id)).commentCount).toBe(1);
    });

    it('in disorder: what comes after the end has no effect', async () => {
      const one = await sent();
      await report(one, { state: 'succeeded', status: 'Resolved', comment: 'Done' });
      const late = await report(one, {
        status: 'In Progress',
        assigneeEmail: 'carla@desk.example',
        comment: 'Working',
      });
      expect(late).toMatchObject({ status: 200, body: { applied: false } });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Resolved', assignee: null, commentCount: 1 });
    });

    it('before its own answer: the report holds, and the call is not repeated', async () => {
      workflow.set('hang');
      const ticket = await open();
      const run = await eventually(() => callsFor(ticket.number)[0]?.body);
      const answer = await report({ ticket, run }, { status: 'In Progress', assigneeEmail: 'carla@desk.example' });
      expect(answer).toMatchObject({ status: 200, body: { applied: true } });
      workflow.set('accept');
      workflow.hangUp();
      await eventually(async () => {
        await hurry();
        const tasks = await desk.database.query<{ state: string }>(
          `SELECT state FROM tasks WHERE type = $1 AND payload ->> 'runId' = $2`,
          [SEND_TASK, run.runId],
        );
        return tasks[0]?.state === 'succeeded';
      });
      expect(callsFor(ticket.number)).toHaveLength(1);
      expect((await runsOf(ticket.id))[0]?.state).toBe('running');
      expect((await look(ticket.id)).status).toBe('In Progress');
    });

    it('with an impossible status: 409 and nothing changed; the same id works once it is possible', async () => {
      const one = await sent();
      const id = `msg_${randomUUID()}`;
      const early = await report(one, { status: 'In Progress', comment: 'Begun' }, { id });
      expect(early).toMatchObject({ status: 409, body: { code: 'ASSIGNEE_REQUIRED' } });
      const wrong = await report(one, { status: 'Closed', comment: 'Over', assigneeEmail: 'carla@desk.example' });
      expect(wrong).toMatchObject({
        status: 409,
        body: {
          code: 'TRANSITION_NOT_ALLOWED',
          details: { from: ['Open'], to: ['Closed'], allowed: expect.any(Array) },
        },
      });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Open', assignee: null, commentCount: 0, version: 2 });
      expect((await runsOf(one.ticket.id))[0]?.state).toBe('accepted');
      await act(carla, one.ticket.id, 'claim');
      const later = await report(one, { status: 'In Progress', comment: 'Begun' }, { id });
      expect(later).toMatchObject({ status: 200, body: { applied: true } });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'In Progress', commentCount: 1 });
    });

    it('with Resolved and no word about it: the resolution names the Workflow system', async () => {
      const one = await sent();
      expect(await report(one, { state: 'succeeded', status: 'Resolved' })).toMatchObject({ status: 200 });
      expect(await look(one.ticket.id)).toMatchObject({
        status: 'Resolved',
        resolution: 'Solved by the Workflow system.',
        commentCount: 0,
      });
    });

    it.each<[string, Partial<Callback> & Record<string, unknown>, number]>([
      ['an unknown run', { runId: randomUUID() }, 404],
      ['a run that is no id', { runId: 'x' }, 400],
      ['the number of another ticket', { ticketNumber: 'SS-999999' }, 400],
      ['a state nobody knows', { state: 'done' as 'running' }, 400],
      ['a status nobody knows', { status: 'Done' }, 400],
      ['an assignee nobody knows', { assigneeEmail: 'nobody@desk.example' }, 400],
      ['an assignee who is no staff', { assigneeEmail: 'ada@desk.example' }, 400],
      ['a field nobody knows', { priority: 'High' }, 400],
      ['NUL in a comment', { comment: 'a\u0000' }, 400],
      ['60,000 characters of comment', { comment: 'x'.repeat(60_000) }, 400],
    ])('with %s: refused, nothing changed', async (_, callback, status) => {
      const one = await sent();
      const answer = await report(one, callback, { url: one.run.callbackUrl });
      expect(answer).toMatchObject({ status });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Open', commentCount: 0, assignee: null, version: 2 });
      expect((await runsOf(one.ticket.id))[0]?.state).toBe('accepted');
    });

    it('only with a good signature', async () => {
      const one = await sent();
      const good = { status: 'On Hold', comment: 'x' };
      const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);
      const answers = await Promise.all([
        report(one, good, { secret: 'whsec_c29tZWJvZHkgZWxzZXMgc2VjcmV0IG9mIDMyIGJ5dGVz' }),
        report(one, good, { at: minutes(-6) }),
        report(one, good, { at: minutes(6) }),
        report(one, good, {
          alteredBody: JSON.stringify({ ticketNumber: one.ticket.number, runId: one.run.runId, state: 'failed' }),
        }),
        report(one, good, { alteredBody: '{' }),
        report(one, good, { alteredBody: '' }),
        ...['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
          desk.request('POST', one.run.callbackUrl, { body: { a: 1 }, headers: { [name]: '1' } }),
        ),
        desk.request('POST', one.run.callbackUrl, { body: { a: 1 } }),
      ]);
      answers.forEach((answer) => {
        expect([answer.status, answer.body['code']]).toEqual([401, 'INVALID_SIGNATURE']);
      });
      expect(await look(one.ticket.id)).toMatchObject({ status: 'Open', commentCount: 0 });
      expect(await report(one, { comment: 'x' }, { at: minutes(-4) })).toMatchObject({ status: 200 });
    });
  });

  describe('in trouble', () => {
    it.each(['fail', 'nonsense', 'hang'] as const)('%s, then back: exactly one run, with one key', async (mood) => {
      workflow.set(mood);
      const ticket = await open();
      await eventually(() => callsFor(ticket.number).length > 0);
      workflow.set('accept');
      workflow.hangUp();
      await eventually(
        async () => {
          await hurry();
          return (await runsOf(ticket.id))[0]?.state === 'accepted';
        },
        { within: 20_000 },
      );
      expect(new Set(callsFor(ticket.number).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
      expect(workflow.runs().filter(({ ticketNumber }) => ticketNumber === ticket.number)).toHaveLength(1);
      expect(await runsOf(ticket.id)).toMatchObject([{ state: 'accepted', last_error: null }]);
    });

    it('400: the run has failed for good, staff is told, and the call is not repeated', async () => {
      workflow.set('refuse');
      const ticket = await open();
      const [run] = await eventually(async () => {
        const runs = await runsOf(ticket.id);
        return runs[0]?.state === 'abandoned' && runs;
      });
      expect(run?.last_error).toContain('400');
      const [task] = await desk.database.query<{ id: string; state: string }>(
        `SELECT id, state FROM tasks WHERE type = $1 AND payload ->> 'runId' = $2`,
        [SEND_TASK, run?.id],
      );
      await eventually(async () => {
        const [now] = await desk.database.query<{ state: string }>('SELECT state FROM tasks WHERE id = $1', [task?.id]);
        return now?.state === 'dead';
      });
      expect(callsFor(ticket.number)).toHaveLength(1);
      expect(await timeline(ticket.id, carla)).toContain('workflow.run_failed');
      expect(await timeline(ticket.id, ada)).not.toContain('workflow.run_failed');
      expect((await look(ticket.id)).status).toBe('Open');
      workflow.set('accept');
      const admin = await desk.people.admin();
      const retry = await desk.request('POST', `/api/admin/tasks/${task?.id ?? ''}/retry`, { as: admin });
      expect(retry.status).toBeLessThan(300);
      await eventually(async () => (await runsOf(ticket.id))[0]?.state === 'accepted');
    });

    it('a ticket that ended between two attempts is not sent again', async () => {
      workflow.set('fail');
      const ticket = await open();
      await eventually(async () => (await runsOf(ticket.id))[0]?.last_error);
      await act(ada, ticket.id, 'withdraw');
      workflow.set('accept');
      await eventually(async () => {
        await hurry();
        return (await runsOf(ticket.id))[0]?.state === 'cancelled';
      });
      expect(workflow.runs().filter(({ ticketNumber }) => ticketNumber === ticket.number)).toEqual([]);
    });

    it('a ticket that was withdrawn before anything was sent is never sent', async () => {
      const quiet = await startDesk({
        env: { WORKERS: 'off', WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key },
      });
      let working: Desk | null = null;
      try {
        const as = await quiet.people.employee();
        const staff = await quiet.people.coordinator();
        const { body } = await submitTicket(quiet, as, { subject: 'Never mind' });
        await quiet.request('POST', `/api/tickets/${body.id}/claim`, { as: staff });
        await quiet.request('POST', `/api/tickets/${body.id}/withdraw`, { as });
        working = await startDesk({
          database: quiet.database,
          env: { WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key },
        });
        await eventually(async () => {
          const runs = await quiet.database.query<{ state: string }>('SELECT state FROM workflow_runs');
          return runs.length === 1 && runs[0]?.state === 'cancelled';
        });
        expect(workflow.calls.filter(({ body: sentBody }) => sentBody.subject === 'Never mind')).toEqual([]);
      } finally {
        await working?.close();
        await quiet.close();
      }
    });

    it('down from the first minute, then up: everything that waited is sent, once each', async () => {
      const port = await freePort();
      const other = await startDesk({
        env: { WORKFLOW_URL: `http://127.0.0.1:${String(port)}/runs`, WORKFLOW_KEY: workflow.key },
      });
      let late: WorkflowSink | null = null;
      try {
        const as = await other.people.employee();
        const staff = await other.people.coordinator();
        for (let count = 0; count < 5; count += 1) {
          const { body } = await submitTicket(other, as);
          await other.request('POST', `/api/tickets/${body.id}/claim`, { as: staff });
        }
        await eventually(async () => {
          const runs = await other.database.query('SELECT 1 FROM workflow_runs WHERE last_error IS NOT NULL');
          return runs.length >= 3;
        });
        late = await workflowSink(port);
        const sink = late;
        // By itself: the breaker asks every few seconds, and its closing makes the rest due.
        await eventually(() => sink.runs().length === 5, { within: 20_000 });
        await eventually(
          async () => (await other.database.query(`SELECT 1 FROM workflow_runs WHERE state = 'accepted'`)).length === 5,
        );
        expect(sink.calls).toHaveLength(5);
      } finally {
        await other.close();
        await late?.close();
      }
    });

    it('absent: tickets are opened and nothing waits', async () => {
      const alone = await startDesk();
      try {
        const { body } = await submitTicket(alone, await alone.people.employee());
        const staff = await alone.people.coordinator();
        await alone.request('POST', `/api/tickets/${body.id}/claim`, { as: staff });
        await eventually(async () => {
          const tasks = await alone.database.query<{ state: string }>(
            `SELECT state FROM tasks WHERE type = 'event:workflow.begin-run'`,
          );
          return tasks.length > 0 && tasks.every(({ state }) => state === 'succeeded');
        });
        expect(await alone.database.query('SELECT 1 FROM workflow_runs')).toEqual([]);
      } finally {
        await alone.close();
      }
    });
  });
});
