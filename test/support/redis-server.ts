import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

/** A real Redis that keeps nothing, and that a test can kill, freeze and start again on the same port. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Connections stay open, nobody answers. */
  freeze(): void;
  thaw(): void;
  keys(): Promise<string[]>;
  /** CONFIG SET. */
  configure(name: string, value: string): Promise<void>;
}

export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let child: ChildProcess | null = null;
  const ask = async <T>(question: (client: Redis) => Promise<T>): Promise<T> => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  };
  return {
    url,
    start: async () => {
      child = spawn(
        'redis-server',
        ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        {
          stdio: 'ignore',
        },
      );
      await eventually(async () => (await ask((client) => client.ping())) === 'PONG');
    },
    kill: async () => {
      const dying = child;
      child = null;
      if (dying !== null && dying.exitCode === null) {
        const exit = once(dying, 'exit');
        dying.kill('SIGKILL');
        await exit;
      }
    },
    freeze: () => {
      child?.kill('SIGSTOP');
    },
    thaw: () => {
      child?.kill('SIGCONT');
    },
    keys: () => ask((client) => client.keys('*')),
    configure: async (name, value) => {
      await ask((client) => client.config('SET', name, value));
    },
  };
}
