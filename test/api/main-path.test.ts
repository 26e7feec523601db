import { startDesk, ADMIN_EMAIL, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import type { Refusal } from '../support/rest.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { PNG, submitTicket, type TicketView, type TimelineView } from '../support/ticket-views.js';
import { workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

/** One request from the registration of its requester to its closing, over REST, with real mail and workflow servers. */
describe('the main path', () => {
  const LOG = Buffer.from('21:04 paper\n21:05 smoke\n');
  const ADA = { email: 'ada@desk.example', password: 'a-Long-enough-1-password', firstName: 'Ada', lastName: 'Byron' };

  let mail: SmtpSink;
  let workflow: WorkflowSink;
  let desk: Desk;
  let admin: SignedIn;
  let coordinator: SignedIn;
  let ada: SignedIn;
  let ticket: TicketView;
  let runId: string;

  const look = async (as: SignedIn): Promise<TicketView> => {
    const { status, body } = await desk.request<TicketView>('GET', `/api/tickets/${ticket.id}`, { as });
    expect(status).toBe(200);
    return body;
  };

  beforeAll(async () => {
    mail = await smtpSink();
    workflow = await workflowSink();
    desk = await startDesk({ env: { MAIL_URL: mail.url, WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key } });
    admin = await desk.people.admin();
    coordinator = await desk.people.coordinator({ email: 'carla@desk.example' });
  });
  afterAll(async () => {
    await desk.close();
    await workflow.close();
    await mail.close();
  });

  it('a registration with wrong fields names each of them', async () => {
    const answer = await desk.request<Refusal>('POST', '/api/auth/register', {
      body: { ...ADA, email: 'ada at desk', password: 'short', lastName: '' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe('Field validation failed');
    expect(Object.keys(answer.body.details ?? {}).toSorted()).toEqual(['email', 'lastName', 'password']);
  });

  it('a registration waits for approval, and the administrator sees it at once', async () => {
    const answer = await desk.request<{ employee: Record<string, unknown> }>('POST', '/api/auth/register', {
      body: ADA,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.employee).toMatchObject({ status: 'Pending', companyId: expect.stringMatching(/^EMP-\d{6}$/) });
    const early = await desk.request<Refusal>('POST', '/api/token/employee/', {
      body: { email: ADA.email, password: ADA.password },
    });
    expect(early.status).toBe(403);
    expect(early.body.code).toBe('ACCOUNT_PENDING');
    const pending = await desk.request<{ items: { id: string; email: string }[] }>('GET', '/api/users?status=Pending', {
      as: admin,
    });
    expect(pending.body.items.map(({ email }) => email)).toEqual([ADA.email]);
  });

  it('an approved employee signs in', async () => {
    const { body } = await desk.request<{ items: { id: string }[] }>('GET', '/api/users?status=Pending', { as: admin });
    const answer = await desk.request('POST', `/api/users/${body.items[0]?.id ?? ''}/approve`, { as: admin });
    expect(answer.status).toBe(200);
    ada = await desk.people.signIn(ADA);
    expect(ada.firstName).toBe('Ada');
  });

  it('a ticket with two files is New and has a number', async () => {
    const answer = await submitTicket(desk, ada, {
      subject: 'The printer is on fire',
      files: [
        { name: 'printer.png', type: 'image/png', bytes: new Uint8Array(PNG) },
        { name: 'printer.log', type: 'text/plain', bytes: new Uint8Array(LOG) },
      ],
    });
    expect(answer.status).toBe(201);
    ticket = answer.body;
    expect(ticket).toMatchObject({ status: 'New', subject: 'The printer is on fire', attachmentCount: 2 });
    expect(ticket.number).toMatch(/^SS-\d{6}$/);
    expect(ticket.attachments.map(({ filename }) => filename)).toEqual(['printer.png', 'printer.log']);
  });

  it('the requester gets a confirmation, the administrator a notice', async () => {
    for (const address of [ADA.email, ADMIN_EMAIL]) {
      const message = await eventually(() =>
        mail.to(address).find((sent) => sent.mail.subject?.includes(`[${ticket.number}]`)),
      );
      expect(message.envelopeTo).toEqual([address]);
      expect(message.mail.text).toContain(`[${ticket.number}]`);
      expect(message.mail.html).toContain(ticket.number);
    }
  });

  it('the administrator approves, which starts the workflow', async () => {
    const answer = await desk.request<TicketView>('POST', `/api/tickets/${ticket.id}/status`, {
      as: admin,
      body: { status: 'Open' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.status).toBe('Open');
    const call = await eventually(() => workflow.calls[0]);
    expect(call.body).toMatchObject({ ticketNumber: ticket.number, status: 'Open', requester: { email: ADA.email } });
    expect(call.idempotencyKey).toBe(call.body.runId);
    expect(workflow.unauthorized()).toBe(0);
    runId = call.body.runId;
  });

  it('a callback with a wrong signature changes nothing', async () => {
    const callback = { ticketNumber: ticket.number, runId, state: 'running', status: 'In Progress' } as const;
    const altered = JSON.stringify({ ...callback, status: 'Resolved' });
    const answer = await workflow.callBack(callback, { alteredBody: altered });
    expect(answer.status).toBe(401);
    expect(answer.body['code']).toBe('INVALID_SIGNATURE');
    expect((await look(ada)).status).toBe('Open');
  });

  it('a signed callback brings an assignee, a comment and the next status; its replay brings nothing', async () => {
    const callback = {
      ticketNumber: ticket.number,
      runId,
      state: 'running',
      status: 'In Progress',
      assigneeEmail: coordinator.email,
      comment: 'Somebody is on the way.',
    } as const;
    const id = 'msg_main_path';
    expect((await workflow.callBack(callback, { id })).status).toBe(200);
    const after = await look(ada);
    expect(after).toMatchObject({ status: 'In Progress', assignee: { id: coordinator.id }, commentCount: 1 });
    expect((await workflow.callBack(callback, { id })).status).toBe(200);
    expect(await look(ada)).toEqual(after);
  });

  it('the coordinator resolves, the employee sees it and closes', async () => {
    const resolved = await desk.request<TicketView>('POST', `/api/tickets/${ticket.number}/status`, {
      as: coordinator,
      body: { status: 'Resolved', resolution: 'A new printer stands there.' },
    });
    expect(resolved.status).toBe(200);
    expect((await look(ada)).allowedActions).toContain('close');
    const closed = await desk.request<TicketView>('POST', `/api/tickets/${ticket.id}/close`, { as: ada });
    expect(closed.status).toBe(200);
    expect(closed.body.status).toBe('Closed');
  });

  it('the timeline tells all of it in order', async () => {
    const { status, body } = await desk.request<TimelineView>('GET', `/api/tickets/${ticket.id}/timeline`, { as: ada });
    expect(status).toBe(200);
    expect(body.items.filter(({ to }) => to !== undefined && to !== null).map(({ from, to }) => [from, to])).toEqual([
      ['New', 'Open'],
      ['Open', 'In Progress'],
      ['In Progress', 'Resolved'],
      ['Resolved', 'Closed'],
    ]);
  });

  it('the files come back as they were, to those who may see the ticket', async () => {
    const stranger = await desk.people.employee();
    for (const [index, bytes] of [PNG, LOG].entries()) {
      const path = `/attach/${ticket.attachments[index]?.id ?? ''}/download`;
      const own = await desk.request('GET', path, { as: ada });
      expect(own.status).toBe(200);
      expect(own.bytes.equals(bytes)).toBe(true);
      expect(own.headers.get('content-disposition')).toContain('attachment');
      expect((await desk.request('GET', path, { as: stranger })).status).toBe(404);
      expect((await desk.request('GET', path)).status).toBe(401);
    }
  });

  it('every mail had one recipient, and the workflow ran once', () => {
    expect(mail.messages.every(({ envelopeTo }) => envelopeTo.length === 1)).toBe(true);
    expect(workflow.runs()).toHaveLength(1);
  });
});
