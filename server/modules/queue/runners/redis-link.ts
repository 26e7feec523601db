import { Logger } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import type { SystemSight } from '../../../platform/outside/outside-systems.js';

/** A Redis that takes longer is treated as away, in milliseconds (`trust`: Redis gets 50 ms). */
export const REDIS_WITHIN = 50;
const PING_EVERY = 1_000;

/** Options for a connection that may die: it is tried again for ever, quietly, and no process waits for it. */
export function redisOptions(url: string): RedisOptions {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  return {
    ...(protocol === 'unix:'
      ? { path: decodeURIComponent(pathname) }
      : {
          host: hostname,
          port: port === '' ? 6379 : Number(port),
          db: Number(pathname.slice(1)) || 0,
          ...(username === '' ? {} : { username: decodeURIComponent(username) }),
          ...(password === '' ? {} : { password: decodeURIComponent(password) }),
          ...(protocol === 'rediss:' ? { tls: { servername: hostname } } : {}),
        }),
    lazyConnect: true,
    connectTimeout: 2_000,
    // Bull's blocking and subscribing connections need both.
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 3_000),
    reconnectOnError: () => false,
  };
}

/** Rejects when `work` takes longer than Redis may. The command itself may still end later, without effect on anybody. */
export async function within<T>(work: Promise<T>, limit = REDIS_WITHIN): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          // A process that was busy for longer finds its timers before its answers: what has arrived meanwhile is read first.
          setImmediate(() => {
            reject(new Error(`Redis did not answer within ${String(limit)} ms`));
          });
        }, limit);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Knows whether Redis answers, by a ping each second, and says so in the log only when that changes. */
export class RedisLink {
  private readonly logger = new Logger(RedisLink.name);
  private readonly client: Redis;
  private readonly whenHealthy: (() => void)[] = [];
  private timer: NodeJS.Timeout | null = null;
  private healthy: boolean | null = null;
  private since: Date | null = null;
  private lastError: string | null = null;
  private lastFailureAt: Date | null = null;
  private lastSuccessAt: Date | null = null;

  constructor(url: string) {
    this.client = new Redis({ ...redisOptions(url), enableOfflineQueue: false });
    // Told by the pings.
    this.client.on('error', () => undefined);
  }

  get sight(): SystemSight {
    const { since, lastError, lastFailureAt, lastSuccessAt } = this;
    return { breaker: this.healthy === false ? 'open' : 'closed', since, lastError, lastFailureAt, lastSuccessAt };
  }

  get isHealthy(): boolean {
    return this.healthy === true;
  }

  /** `onHealthy` is called each time Redis comes (back). */
  start(onHealthy: () => void): void {
    this.whenHealthy.push(onHealthy);
    // A Redis that is away is no failure here: the ping below notices when it comes.
    this.client.connect().catch(() => undefined);
    this.timer = setInterval(() => void this.ping(), PING_EVERY).unref();
    this.client.on('ready', () => void this.ping());
  }

  stop(): void {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    this.client.disconnect();
  }

  /** Somebody else's command failed, by this. */
  doubt(error: unknown): void {
    this.set(false, error);
  }

  private async ping(): Promise<void> {
    try {
      await within(this.client.ping());
      this.set(true);
    } catch (error) {
      // Down, slow or frozen: all mean that nobody may wait for it.
      this.set(false, error);
    }
  }

  private set(isHealthy: boolean, error: unknown = null): void {
    const now = new Date();
    if (isHealthy) {
      this.lastSuccessAt = now;
    } else {
      this.lastFailureAt = now;
      this.lastError = error instanceof Error ? error.message : String(error);
    }
    if (this.healthy !== isHealthy) {
      this.since = now;
    }
    if (this.healthy === isHealthy) {
      return;
    }
    const wasKnown = this.healthy !== null;
    this.healthy = isHealthy;
    if (isHealthy) {
      this.logger.log('Redis answers');
      this.whenHealthy.forEach((listener) => {
        listener();
      });
    } else if (wasKnown) {
      this.logger.warn({ err: error, msg: 'Redis does not answer; tasks are worked on without it' });
    }
  }
}
