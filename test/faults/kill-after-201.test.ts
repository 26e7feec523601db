import { BuiltServer } from '../support/built-server.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket, type TicketView } from '../support/ticket-views.js';
import { workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

const ROUNDS = 10;

/**
 * What was answered with 2xx happens, once, although the server dies with the answer still warm. Every second round its
 * database dies with it. "Once" is once after de-duplication by Message-ID and Idempotency-Key: the receiver may have
 * taken a message whose acknowledgement the dead server never read.
 */
describe('kill -9 right after the answer', () => {
  let mail: SmtpSink;
  let workflow: WorkflowSink;
  let server: BuiltServer;
  let admin: SignedIn;
  let employee: SignedIn;

  beforeAll(async () => {
    mail = await smtpSink();
    workflow = await workflowSink();
    server = await BuiltServer.start({
      env: { MAIL_URL: mail.url, WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key },
    });
    admin = await server.people.admin();
    employee = await server.people.employee();
  });
  afterAll(async () => {
    await server.destroy();
    await workflow.close();
    await mail.close();
  });

  /** The different messages about a ticket that reached an address. */
  const messagesAbout = (number: string, address: string): Set<string | undefined> =>
    new Set(
      mail
        .to(address)
        .filter((sent) => sent.mail.subject?.includes(`[${number}]`))
        .map((sent) => sent.mail.messageId),
    );

  it('tickets, their mails and their workflow calls all arrive exactly once', async () => {
    const submitted: TicketView[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const previous = submitted.at(-1);
      const [created, approved] = await Promise.all([
        submitTicket(server.rest, employee, { subject: `Round ${String(round)}` }),
        previous === undefined
          ? null
          : server.rest.request('POST', `/api/tickets/${previous.id}/status`, { as: admin, body: { status: 'Open' } }),
      ]);
      await server.kill();
      expect(created.status).toBe(201);
      expect(approved?.status ?? 200).toBe(200);
      submitted.push(created.body);
      if (round % 2 === 1) {
        await server.killDatabase();
      }
      await server.boot();
    }

    const approvedTickets = submitted.slice(0, -1);
    await eventually(
      () => {
        submitted.forEach(({ number }) => {
          // The administrator approved them himself: one notice each, and nothing about his own act.
          expect([number, messagesAbout(number, admin.email).size]).toEqual([number, 1]);
        });
        approvedTickets.forEach(({ number }) => {
          // The confirmation, and the news that it is open.
          expect([number, messagesAbout(number, employee.email).size]).toEqual([number, 2]);
          expect([number, workflow.runs().filter((run) => run.ticketNumber === number).length]).toEqual([number, 1]);
        });
        return true;
      },
      { within: 60_000, every: 200 },
    );

    const list = await server.rest.request<{ items: TicketView[] }>('GET', '/api/tickets/?limit=100', { as: employee });
    expect(list.body.items.map(({ number }) => number).toSorted()).toEqual(
      submitted.map(({ number }) => number).toSorted(),
    );
    const statuses = new Map(list.body.items.map(({ id, status }) => [id, status]));
    expect(approvedTickets.map(({ id }) => statuses.get(id))).toEqual(approvedTickets.map(() => 'Open'));
  }, 180_000);
});
