import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_EMAIL, ADMIN_PASSWORD, startDesk, type Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { missingOf, readGuide, type GuideStep } from '../support/guide.js';
import { submitTicket } from '../support/ticket-views.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { SECRET, workflowSink, type WorkflowSink } from '../support/workflow-sink.js';

const ROOT = join(import.meta.dirname, '..', '..');
const guide = readGuide(readFileSync(join(ROOT, 'docs', 'integrators.md'), 'utf8'));

interface Ran {
  readonly status: number;
  readonly headers: string;
  readonly body: unknown;
}

/** By dots. */
function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : null),
      body,
    );
}

describe("the integrator's guide", () => {
  let folder: string;
  let desk: Desk;
  let workflow: WorkflowSink;
  let receiver: WebhookReceiver;
  const variables: Record<string, string> = {};

  /** The lines as they stand. Only where curl leaves the headers is said from outside. */
  const run = async (command: string): Promise<Ran> => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: folder,
      env: { PATH: process.env['PATH'], CURL_HOME: folder, ...variables },
    });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
    const code = await new Promise((ended) => child.once('close', ended));
    if (code !== 0) {
      throw new Error(`It ended with ${String(code)}: ${complaints}`);
    }
    const headers = readFileSync(join(folder, 'headers'), 'utf8').toLowerCase();
    const isJson = /^content-type: application\/json/m.test(headers);
    return {
      status: Number(/^http\/\S+ (\d+)(?![\s\S]*^http\/)/m.exec(headers)?.[1]),
      headers,
      body: isJson ? (JSON.parse(output) as unknown) : output,
    };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartsupport-guide-'));
    writeFileSync(join(folder, '.curlrc'), `silent\nshow-error\ndump-header = "${join(folder, 'headers')}"\n`);
    [workflow, receiver] = await Promise.all([workflowSink(), webhookReceiver()]);
    desk = await startDesk({
      env: { WEBHOOK_ALLOW_PRIVATE: 'true', WORKFLOW_URL: workflow.url, WORKFLOW_KEY: workflow.key },
    });
    // So that a list of one has a second page.
    await submitTicket(desk, await desk.people.employee());
    Object.assign(variables, {
      DESK: desk.url,
      EMAIL: ADMIN_EMAIL,
      PASSWORD: ADMIN_PASSWORD,
      RECEIVER: receiver.url,
      WORKFLOW_SECRET: SECRET,
    });
  });
  afterAll(async () => {
    await desk.close();
    await Promise.all([workflow.close(), receiver.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('has something to run in every chapter', () => {
    expect(guide.steps.length).toBeGreaterThan(20);
    expect(Object.keys(guide.programs).sort()).toEqual(['node', 'python']);
  });

  it.each(guide.steps.map((step): [string, GuideStep] => [`line ${String(step.line)}`, step]))(
    'is true at %s',
    async (_name, step) => {
      if (step.command.includes('$RUN') && variables['RUN'] === undefined) {
        const call = await eventually(() =>
          workflow.calls.find(({ body }) => body.ticketNumber === variables['NUMBER']),
        );
        variables['RUN'] = call.body.runId;
      }
      if (step.words.includes('when-delivered')) {
        await eventually(() => receiver.taken().some(({ id }) => id === variables['DELIVERY']));
        await eventually(async () => {
          const rows = await desk.database.query<{ state: string }>(
            'SELECT state FROM webhook_deliveries WHERE id = $1',
            [variables['DELIVERY'] ?? null],
          );
          return rows[0]?.state === 'delivered';
        });
      }
      const ran = await run(step.command);
      expect({ status: ran.status, body: ran.body }).toEqual({ status: step.status, body: ran.body });
      expect(step.headers.filter((name) => !ran.headers.includes(`\n${name}:`))).toEqual([]);
      expect(step.shown === null ? [] : missingOf(step.shown, ran.body)).toEqual([]);
      const code = at(step.shown, 'code');
      if (code !== null && code !== undefined) {
        expect(at(ran.body, 'code')).toBe(code);
      }
      for (const [name, path] of Object.entries(step.keeps)) {
        const value = at(ran.body, path);
        expect([typeof value, name]).toEqual([expect.stringMatching(/string|number/), name]);
        variables[name] = String(value);
      }
    },
  );

  it('makes one ticket of two equal creates', () => {
    expect(variables['SAME']).toBe(variables['TICKET']);
  });

  describe.each([
    ['node', 'receiver.mjs', process.execPath],
    ['python', 'receiver.py', 'python3'],
  ])('its receiver in %s', (language, file, program) => {
    // Beside the packages, so that what it imports is found.
    const place = join(ROOT, 'test', '.artifacts', `guide-${String(process.pid)}`);
    let child: ChildProcess;
    let said = '';

    afterEach(async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill();
      await ended;
      rmSync(place, { recursive: true, force: true });
    });

    it('takes what is genuine, once, and refuses what is not', async () => {
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, file), guide.programs[language] ?? '');
      const port = await freePort();
      const url = `http://127.0.0.1:${String(port)}/`;
      const admin = await desk.people.admin();
      const { body: webhook } = await desk.request<{ id: string; secret: string }>('POST', '/api/webhooks', {
        as: admin,
        body: { name: `In ${language}`, url, eventTypes: ['ticket.submitted'] },
      });
      child = spawn(program, [join(place, file)], {
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], SECRET: webhook.secret, PORT: String(port) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      await eventually(
        async () => (await fetch(url, { method: 'POST', body: '{}', headers: forged() })).status === 401,
      );
      const { body: ticket } = await submitTicket(desk, admin, { subject: 'For the receiver' });
      await eventually(() => said.includes(`ticket.submitted ${ticket.number}`));
      const path = `/api/webhooks/${webhook.id}/deliveries`;
      const delivery = await eventually(async () => {
        const { body } = await desk.request<{ items: { id: string }[] }>('GET', `${path}?state=delivered`, {
          as: admin,
        });
        return body.items[0];
      });
      await desk.request('POST', `${path}/${delivery.id}/redeliver`, { as: admin });
      await eventually(async () => {
        const { body } = await desk.request<{ attempts: number; state: string }>('GET', `${path}/${delivery.id}`, {
          as: admin,
        });
        return body.attempts === 2 && body.state === 'delivered';
      });
      expect(said.split(ticket.number)).toHaveLength(2);
    });
  });
});

/** Signed with nothing, at the right time. */
function forged(): Record<string, string> {
  return {
    'webhook-id': 'forged',
    'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
    'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
  };
}
