import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { restClient, type Rest } from '../support/rest.js';

const MAIN = resolve(import.meta.dirname, '../../dist/server/main.js');
const PACKAGE = resolve(import.meta.dirname, '../../package.json');
const LOOP_WATCH = resolve(import.meta.dirname, 'loop-watch.mjs');
const BARE = resolve(import.meta.dirname, 'bare-server.mjs');

/** Those that `npm start` gives the server. */
function memoryFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: { start: string } };
  return scripts.start.match(/--max-\S+/g) ?? [];
}

/** What a stretch of load cost inside the server. */
export interface ServerCost {
  readonly cpuMs: number;
  /** The longest time the event loop was not free. */
  readonly stallMs: number;
  readonly rssMb: number;
}

/** Sends a message and waits for what comes back. */
async function ask<T>(child: ChildProcess, message: object | string): Promise<T> {
  const answer = once(child, 'message');
  child.send(message);
  return ((await answer) as [T])[0];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    await ended;
  }
}

/** The built product as a process of its own, on a database that is already filled. */
export class ServerUnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly rest: Rest,
    /** From the start of the process to the first request it takes. */
    readonly readyAfterMs: number,
  ) {}

  static async start(databaseUrl: string, dataDir: string): Promise<ServerUnderTest> {
    mkdirSync(dataDir, { recursive: true });
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const begun = performance.now();
    const child = fork(MAIN, {
      execArgv: [...memoryFlags(), '--import', LOOP_WATCH],
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: url,
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        REDIS_URL: 'off',
        RATE_LIMIT_FACTOR: '1000000',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const rest = restClient(url);
    for (;;) {
      if (child.exitCode !== null) {
        throw new Error(`The server ended with ${String(child.exitCode)}`);
      }
      const isReady = await rest.request('GET', '/api/health/ready').then(
        (answer) => answer.status === 200,
        () => false,
      );
      if (isReady) {
        return new ServerUnderTest(child, rest, performance.now() - begun);
      }
      await delay(10);
    }
  }

  async begin(): Promise<void> {
    await ask(this.child, 'begin');
  }

  async cost(): Promise<ServerCost> {
    return ask<ServerCost>(this.child, 'end');
  }

  /** Until nothing is left in it of requests whose senders have gone: passwords in the queue, events for the workers. */
  async quiet(): Promise<void> {
    // On a machine that others use too, one idle moment may only mean that it was not its turn.
    for (let idle = 0; idle < 3;) {
      await this.begin();
      await delay(100);
      idle = (await this.cost()).cpuMs > 20 ? 0 : idle + 1;
    }
  }

  /** While others are measured its workers and timers must not take their time. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  async resume(): Promise<void> {
    this.child.kill('SIGCONT');
    await delay(100);
  }

  async stop(): Promise<void> {
    await end(this.child);
  }
}

/** The bare Fastify beside it. */
export class BareServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<BareServer> {
    const child = fork(BARE, { execArgv: [], env: { PATH: process.env['PATH'] } });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new BareServer(child, `http://127.0.0.1:${String(port)}`);
  }

  async keep(call: string, body: unknown): Promise<void> {
    await ask(this.child, { call, body });
  }

  async stop(): Promise<void> {
    await end(this.child);
  }
}
