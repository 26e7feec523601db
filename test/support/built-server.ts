import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { People } from './people.js';
import { restClient, type Rest } from './rest.js';

const MAIN = resolve(import.meta.dirname, '../../dist/server/main.js');
const FILES = resolve(import.meta.dirname, '../../dist/server/files.js');
/** What the environment of the tests must not lend to the product. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

export interface BuiltServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The first administrator; null leaves the set-up link as the way in. */
  readonly admin?: { readonly email: string; readonly password: string } | null;
  /** A program and its arguments that become the server, such as one that mounts a disk for it first. */
  readonly within?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  /** Both streams. */
  readonly output: string;
}

export const BUILT_ADMIN = { email: 'admin@desk.example', password: 'first-Administrator-2031' };

export interface Running {
  readonly ended: Promise<Ended>;
  /** kill -9. */
  readonly kill: () => void;
}

/** The built product as a process of its own, with its own embedded PostgreSQL: what `npm start` runs. */
export class BuiltServer {
  private child: ChildProcess | null = null;
  private said = '';

  private constructor(
    readonly url: string,
    readonly dataDir: string,
    private readonly env: Readonly<Record<string, string>>,
    readonly rest: Rest,
    readonly people: People,
    private readonly within: readonly string[],
  ) {}

  static async start({ env = {}, admin = BUILT_ADMIN, within = [] }: BuiltServerOptions = {}): Promise<BuiltServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'smartsupport-built-'));
    // As root the database runs as `nobody`, who must be able to enter.
    chmodSync(dataDir, 0o755);
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const rest = restClient(url);
    const server = new BuiltServer(
      url,
      dataDir,
      {
        ...Object.fromEntries(
          KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
        ),
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: url,
        DATA_DIR: dataDir,
        REDIS_URL: 'off',
        RATE_LIMIT_FACTOR: '1000',
        LOG_LEVEL: process.env['DEBUG'] === undefined ? 'warn' : 'debug',
        ...(admin === null ? {} : { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }),
        ...env,
      },
      rest,
      new People(rest, admin ?? BUILT_ADMIN),
      within,
    );
    await server.boot();
    return server;
  }

  /** Everything it wrote so far, over all its lives. */
  get output(): string {
    return this.said;
  }

  /** Of the process that serves. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** One of the product's commands, in the server's own environment: `npm run files:<command>`. */
  files(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [FILES, ...args], {
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        output += chunk;
      });
    }
    const ended = new Promise<Ended>((done) =>
      child.once('close', (code) => {
        done({ code, output });
      }),
    );
    return { ended, kill: () => child.kill('SIGKILL') };
  }

  /** Starts it (again) and waits until it takes requests. */
  async boot(): Promise<void> {
    const [program, ...args] = [...this.within, process.execPath, MAIN];
    const child = spawn(program, args, { env: { ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        this.said += chunk;
        if (process.env['DEBUG'] !== undefined) {
          process.stderr.write(chunk);
        }
      });
    }
    await eventually(
      async () => {
        if (child.exitCode !== null) {
          return true;
        }
        return (await fetch(`${this.url}/api/health/ready`)).ok;
      },
      { within: 30_000, every: 20 },
    );
    if (child.exitCode !== null) {
      throw new Error(`The server ended with ${String(child.exitCode)}:\n${this.said.slice(-2_000)}`);
    }
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    await this.signal('SIGKILL');
  }

  /** The database as well, every process of it. */
  async killDatabase(): Promise<void> {
    const pidFile = join(this.dataDir, 'postgres', 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]);
    process.kill(pid, 'SIGKILL');
    await eventually(() => !isAlive(pid));
  }

  /** SIGTERM: drains, ends its database, and exits. Returns the exit code. */
  async stop(): Promise<number | null> {
    return this.signal('SIGTERM');
  }

  /** For `afterAll`: ends whatever is left and removes the data. */
  async destroy(): Promise<void> {
    await this.signal('SIGTERM');
    if (existsSync(join(this.dataDir, 'postgres', 'postmaster.pid'))) {
      await this.killDatabase();
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async signal(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (child === null) {
      return null;
    }
    this.child = null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: gone. EPERM cannot be: whoever killed it may also ask.
    return false;
  }
}
