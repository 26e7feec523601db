import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventually } from '../../support/eventually.js';

const DIST = resolve(import.meta.dirname, '../../../dist/server');
const REMEMBERED = 20_000;
/** What the product promises for its end after SIGTERM, in milliseconds. */
export const ENDS_WITHIN = 10_000;

/** One process of the built product that can be killed, frozen, ended and started again. */
export class Program {
  private child: ChildProcess | null = null;
  private said = '';
  private news = '';

  constructor(
    readonly name: string,
    private readonly entry: 'main.js' | 'worker.js',
    private readonly env: Readonly<Record<string, string>>,
    /** Of a server; a worker has none. */
    readonly url: string | null,
  ) {}

  /** The last it wrote, over all its lives. */
  get output(): string {
    return this.said;
  }

  /** What it wrote since this was last asked. */
  newOutput(): string {
    const { news } = this;
    this.news = '';
    return news;
  }

  get isAlive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it and waits until it is ready for work. */
  async boot(): Promise<void> {
    const child = spawn(process.execPath, [resolve(DIST, this.entry)], {
      env: { ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let isReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        this.said = `${this.said}${chunk}`.slice(-REMEMBERED);
        this.news += chunk;
        isReady ||= / is ready/.test(chunk);
      });
    }
    await eventually(() => isReady || child.exitCode !== null || child.signalCode !== null, { within: 60_000 });
    if (!isReady) {
      throw new Error(`${this.name} ended with ${String(child.exitCode)} while starting:\n${this.said.slice(-3_000)}`);
    }
  }

  /** kill -9, without waiting: the next byte it would have written is never written. */
  shoot(): void {
    this.child?.kill('SIGKILL');
  }

  async kill(): Promise<void> {
    await this.signal('SIGKILL');
  }

  /** SIGTERM. How it ended, and after how many milliseconds. */
  async end(): Promise<{ readonly code: number | null; readonly after: number }> {
    const begun = performance.now();
    const code = await this.signal('SIGTERM');
    return { code, after: performance.now() - begun };
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private async signal(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (child === null || !this.isAlive) {
      return child?.exitCode ?? null;
    }
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}
