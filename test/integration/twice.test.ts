import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCall } from '../../server/kernel/call.js';
import { messageIdFor } from '../../server/kernel/ids.js';
import { INSIDE, PermanentTaskError, QueueFacade, TaskHandlers } from '../../server/modules/queue/queue.facade.js';
import { UnitOfWork } from '../../server/platform/database/unit-of-work.js';
import { EventConsumers } from '../../server/platform/events/event-consumers.js';
import { startCdn, type Cdn } from '../support/cdn.js';
import { startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { SignedIn } from '../support/people.js';
import { ScannerStandIn, VIRUS } from '../support/scanner-stand-in.js';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { testDatabase, type TestDatabase } from '../support/test-database.js';
import { submitTicket } from '../support/ticket-views.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

/** Belongs to this test: something must die for the death to be told. */
const DYING = 'test.dies';
/** What people get about their own acts, on purpose: the receipt of a request, and letters about the door of their account. */
const RECEIPTS = new Set(['ticket-submitted', 'registration-received', 'email-confirm', 'email-change-notice']);
/** What the machine itself writes down about attempts, beside what they do. */
const MACHINERY = new Set(['tasks', 'outbox']);

/**
 * Everything that is done in the background is done here once, and then again: what runs is found in the registries, so
 * whoever adds a handler or a consumer gives it something to do here, or this test names it.
 */
describe('background work that is done twice', () => {
  let folder: string;
  let database: TestDatabase;
  let mail: SmtpSink;
  let workflow: WorkflowSink;
  let receiver: WebhookReceiver;
  let scanner: ScannerStandIn;
  let cdn: Cdn;
  let desk: Desk;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-twice-'));
    [database, mail, workflow, receiver, scanner, cdn] = await Promise.all([
      testDatabase(),
      smtpSink(),
      workflowSink(),
      webhookReceiver(),
      ScannerStandIn.start(),
      startCdn(),
    ]);
    desk = await open();
    await doEverythingOnce();
    await isQuiet();
  });
  afterAll(async () => {
    await desk.close();
    await Promise.all([mail.close(), workflow.close(), receiver.close(), scanner.stop(), cdn.close()]);
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<Desk> {
    const opened = await startDesk({
      database,
      env: {
        DATA_DIR: folder,
        DATABASE_POOL: '8',
        MAIL_URL: mail.url,
        WORKFLOW_URL: workflow.url,
        WORKFLOW_KEY: workflow.key,
        WORKFLOW_SECRET: workflow.secret,
        WEBHOOK_ALLOW_PRIVATE: 'true',
        CLAMAV_URL: scanner.url,
        CDN_URL: cdn.url,
        CDN_PURGE_URL: cdn.purgeUrl,
      },
    });
    opened.app.get(TaskHandlers).register({
      type: DYING,
      retry: INSIDE,
      timeoutMs: 5_000,
      concurrency: 1,
      handle: () => Promise.reject(new PermanentTaskError('no use')),
    });
    return opened;
  }

  async function doEverythingOnce(): Promise<void> {
    const must = async <T extends object>(as: SignedIn, path: string, body: object = {}): Promise<T> => {
      const answer = await desk.request<T>('POST', path, { as, body });
      if (answer.status >= 300) {
        throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
      }
      return answer.body;
    };
    const [ada, carla, gone, admin] = await Promise.all([
      desk.people.employee(),
      desk.people.coordinator(),
      desk.people.coordinator(),
      desk.people.admin(),
    ]);
    const hooks = await Promise.all(
      ['first', 'second'].map((name) =>
        must<{ id: string }>(admin, '/api/webhooks', {
          name,
          url: receiver.url,
          eventTypes: ['ticket.submitted', 'ticket.commented', 'ticket.assigned', 'ticket.status_changed'],
        }),
      ),
    );
    const [first, second, third] = await Promise.all([
      submitTicket(desk, ada),
      submitTicket(desk, ada),
      submitTicket(desk, ada),
    ]);
    await must(carla, `/api/tickets/${first.body.id}/claim`);
    await must(carla, `/api/tickets/${third.body.id}/claim`);
    await must(gone, `/api/tickets/${second.body.id}/claim`);
    await must(carla, `/api/tickets/${first.body.id}/comments`, { body: 'Is it plugged in?', visibility: 'public' });
    await must(ada, '/api/me/email', { email: 'ada.new@example.com', currentPassword: ada.password });
    const files = new FormData();
    files.append('files', new Blob([VIRUS]), 'notes.txt');
    files.append('files', new Blob(['all is well']), 'more.txt');
    await desk.request('POST', `/api/tickets/${first.body.id}/attachments`, { as: ada, body: files });
    await must(admin, `/api/webhooks/${hooks[0]?.id ?? ''}/test`);
    await must(admin, `/api/users/${gone.id}/suspend`, { reason: 'lost laptop' });
    await desk.request('PATCH', '/api/settings/tickets', { as: admin, body: { values: { autoCloseDays: 6 } } });
    await isQuiet();
    await must(ada, `/api/tickets/${third.body.id}/withdraw`);
    await isQuiet();

    // What fails for good, and what it brings about.
    mail.set('reject');
    await must(carla, `/api/tickets/${first.body.id}/comments`, { body: 'Still there?', visibility: 'public' });
    await eventually(
      async () => (await database.query("SELECT 1 FROM mail_messages WHERE state = 'bounced'")).length > 0,
    );
    mail.set('accept');

    // What only time brings about.
    const until = new Date(Date.now() + 3_600_000);
    const path = `/api/tickets/${first.body.id}/status`;
    await must(carla, path, { status: 'In Progress' });
    await must(carla, path, { status: 'On Hold', holdReason: 'scheduled', until: until.toISOString() });
    await isQuiet();
    desk.clock.set(new Date(until.getTime() + 1_000));
    await database.query("UPDATE tasks SET due_at = now() WHERE type = 'tickets.meet-deadline' AND state = 'queued'");
    await database.query(
      "UPDATE webhooks SET state = 'paused', paused_reason = 'failures', failing_since = now() WHERE id = $1",
      [hooks[1]?.id],
    );
    await desk.app.get(UnitOfWork).run(systemCall(), (tx) =>
      desk.app.get(QueueFacade).enqueueAll(tx, systemCall(), [
        { type: DYING, payload: {} },
        { type: 'cdn.purge', payload: {} },
        { type: 'webhook.probe', payload: { webhookId: hooks[1]?.id } },
        {
          type: 'files.catch-up',
          payload: {
            at: new Date(0).toISOString(),
            after: '00000000-0000-0000-0000-000000000000',
            run: '2031-01-01T00:00',
          },
        },
      ]),
    );
  }

  async function isQuiet(): Promise<void> {
    await eventually(
      async () => {
        const rest = await database.query(
          `SELECT type FROM tasks WHERE state IN ('queued', 'failed', 'running') AND due_at < now() + interval '5 minutes'
           UNION ALL SELECT 'outbox' FROM outbox`,
        );
        return rest.length === 0;
      },
      { within: 40_000 },
    );
  }

  /** Every row of every table, by table. */
  async function rows(): Promise<Record<string, string[]>> {
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables.filter((table) => !MACHINERY.has(table.name))) {
      const all = await database.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`);
      found[name] = all.map(({ row }) => row);
    }
    return found;
  }

  /** After de-duplication by the ids that stay the same over attempts. */
  const outside = () => ({
    mails: [...new Set(mail.messages.map(({ mail: { messageId } }) => messageId ?? 'none'))].sort(),
    runs: [...new Set(workflow.runs().map(({ runId }) => runId))].sort(),
    cancelled: [...new Set(workflow.cancelled)].sort(),
    webhooks: receiver
      .taken()
      .map(({ id }) => id)
      .sort(),
  });

  /** The tasks of types that are registered, as they were before anybody did them. */
  const again = (how: string): Promise<{ type: string }[]> =>
    database.query(
      `UPDATE tasks SET ${how}, result = NULL, finished_at = NULL WHERE state = 'succeeded' RETURNING type`,
    );

  const dead = () => database.query("SELECT id, type FROM tasks WHERE state = 'dead' ORDER BY id");
  const everything = async () => ({ rows: await rows(), outside: outside(), dead: await dead() });

  /** Does all that has succeeded once more, and tells what is left then. */
  const doneAgain = async (how: string): Promise<Awaited<ReturnType<typeof everything>>> => {
    expect((await again(how)).length).toBeGreaterThan(20);
    await isQuiet();
    return everything();
  };

  it('is all here: every handler and every consumer has had something to do', async () => {
    const known = [
      ...desk.app
        .get(TaskHandlers)
        .all()
        .map(({ type }) => type),
      ...desk.app
        .get(EventConsumers, { strict: false })
        .names()
        .map((name) => `event:${name}`),
    ];
    const done = await database.query<{ type: string }>("SELECT DISTINCT type FROM tasks WHERE state = 'succeeded'");
    const worked = new Set(
      done.flatMap(({ type }) => [type, type.startsWith('event:') ? type : (type.split(':')[0] ?? '')]),
    );
    expect(known.filter((type) => type !== DYING && !worked.has(type))).toEqual([]);
  });

  it('mails nobody about an act of his own', async () => {
    const told = await database.query<{ task: string; actor: string; name: string }>(
      `SELECT t.id AS task, e.actor_id AS actor, e.name FROM tasks t JOIN events e ON e.id = t.event_id
       WHERE t.type LIKE 'event:notifications.%' AND e.actor_id IS NOT NULL`,
    );
    expect(told.length).toBeGreaterThan(10);
    const mails = await database.query<{ id: string; template: string }>('SELECT id, template FROM mail_messages');
    const templates = new Map(mails.map(({ id, template }) => [id, template]));
    const own = told.flatMap(({ task, actor, name }) => {
      const template = templates.get(messageIdFor(task, actor));
      return template === undefined || RECEIPTS.has(template) ? [] : [`${name}: ${template}`];
    });
    expect(own).toEqual([]);
  });

  it('leaves the same rows and the same effects outside, done again by the same server', async () => {
    const before = await everything();
    expect(await doneAgain("state = 'queued', attempts = 0, due_at = now()")).toEqual(before);
  });

  it('does so when another server takes over from one that died between effect and acknowledgement', async () => {
    await desk.close();
    desk = await open();
    await isQuiet();
    const before = await everything();
    const taken = "state = 'running', attempts = 1, locked_by = 'dead', locked_until = now() - interval '1 second'";
    expect(await doneAgain(taken)).toEqual(before);
  });
});
