import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { redisServer, type RedisServer } from '../support/redis-server.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { submitTicket } from '../support/ticket-views.js';
import { workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

/** What the world outside saw, without ids and times. */
interface End {
  readonly mails: readonly string[];
  readonly runs: number;
  readonly status: string;
  readonly undone: number;
}

const TICKETS = 5;

/** Tickets are submitted, opened, taken up by a callback and resolved; `interfere` strikes between the steps. */
async function theDay(redisUrl: string, interfere: (step: number) => Promise<void>): Promise<End> {
  const mail: SmtpSink = await smtpSink();
  const workflow: WorkflowSink = await workflowSink();
  const desk: Desk = await startDesk({
    env: { REDIS_URL: redisUrl, MAIL_URL: mail.url, WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key },
  });
  try {
    const [ada, carla] = await Promise.all([
      desk.people.employee({ email: 'ada@desk.example' }),
      desk.people.coordinator({ email: 'carla@desk.example' }),
    ]);
    const act = async (id: string, action: string, body: object = {}): Promise<void> => {
      expect((await desk.request('POST', `/api/tickets/${id}/${action}`, { as: carla, body })).status).toBe(200);
    };
    const tickets = [];
    for (let index = 0; index < TICKETS; index += 1) {
      const answer = await submitTicket(desk, ada, {});
      expect(answer.status).toBe(201);
      tickets.push(answer.body);
    }
    await interfere(1);
    for (const { id } of tickets) {
      await act(id, 'claim');
    }
    await interfere(2);
    await eventually(() => Promise.resolve(workflow.runs().length === TICKETS));
    for (const { runId, ticketNumber } of workflow.runs()) {
      const told = await workflow.callBack({ runId, ticketNumber, state: 'running', status: 'In Progress' });
      expect(told.status).toBe(200);
    }
    await interfere(3);
    for (const { id } of tickets) {
      await act(id, 'status', { status: 'Resolved', resolution: 'Done' });
    }
    const undone = async (): Promise<number> =>
      (
        await desk.database.query(
          "SELECT 1 FROM tasks WHERE state <> 'succeeded' AND due_at < now() + interval '1 hour' UNION ALL SELECT 1 FROM outbox",
        )
      ).length;
    await eventually(async () => (await undone()) === 0);
    const [row] = await desk.database.query<{ status: string }>('SELECT DISTINCT status FROM tickets');
    return {
      mails: mail.messages
        .map(({ envelopeTo, mail: { subject } }) => `${envelopeTo.join()} ${(subject ?? '').replace(/\[SS-\d+\]/, '')}`)
        .toSorted(),
      runs: workflow.calls.length,
      status: row?.status ?? 'several',
      undone: await undone(),
    };
  } finally {
    await desk.close();
    await workflow.close();
    await mail.close();
  }
}

describe('a day with and without Redis', () => {
  let redis: RedisServer;
  let without: End;

  beforeAll(async () => {
    redis = await redisServer();
    without = await theDay('off', () => Promise.resolve());
  }, 60_000);

  afterEach(async () => {
    await redis.kill();
  });

  it('ends with every ticket resolved, each sent once, and every mail once', () => {
    expect(without).toMatchObject({ runs: TICKETS, status: 'Resolved', undone: 0 });
    expect(without.mails.length).toBeGreaterThan(TICKETS);
  });

  it('ends the same with Redis', async () => {
    await redis.start();
    expect(await theDay(redis.url, () => Promise.resolve())).toEqual(without);
  }, 60_000);

  it('ends the same when Redis is killed in between, and when it comes back empty', async () => {
    await redis.start();
    const end = await theDay(redis.url, async (step) => {
      await (step === 2 ? redis.start() : redis.kill());
    });
    expect(end).toEqual(without);
  }, 60_000);
});
