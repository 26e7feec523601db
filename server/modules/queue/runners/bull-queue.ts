import { Logger } from '@nestjs/common';
import Bull from 'bull';
import { Redis } from 'ioredis';
import type { SystemSight } from '../../../platform/outside/outside-systems.js';
import { EVENT_TASK } from '../domain/task.js';
import type { RunTask } from '../use-cases/run-task.js';
import { InProcessQueue } from './in-process-queue.js';
import { JobQueue, type RungTask } from './job-queue.js';
import { redisOptions, RedisLink, within } from './redis-link.js';

interface DoorbellJob {
  readonly id: string;
  readonly type: string;
}

/** While Redis is healthy the sweep leaves tasks to Bull for this long, in milliseconds. */
const LEFT_TO_BULL = 3_000;
/** Longer waits are left to the sweep, in milliseconds. */
const DELAY_UP_TO = 600_000;
/**
 * Jobs of one concern that wait for their lane at once in one process. More than the slow ones among the parties outside
 * can hold; what is over it is found by the sweep.
 */
const JOBS_AT_ONCE = 32;
const CLOSE_WITHIN = 1_500;

/** Queues are per concern, so that slow calls outside never stand in front of quick work. */
function concernOf(type: string): string {
  return type.startsWith(EVENT_TASK) ? 'events' : (type.split('.', 1)[0] ?? type);
}

/**
 * The doorbell of all processes (`docs/decisions/0002-bull-is-a-doorbell.md`): a job carries a task's id and rings once.
 * What Redis loses, refuses or delays is found by the sweep; no caller ever waits for Redis.
 */
export class BullQueue extends JobQueue {
  private readonly logger = new Logger(BullQueue.name);
  private readonly link: RedisLink;
  private readonly local: InProcessQueue;
  private readonly queues = new Map<string, Bull.Queue<DoorbellJob>>();
  private readonly connections: Redis[] = [];
  private shared: { client: Redis; subscriber: Redis } | null = null;
  private isWorking = false;
  private isStopping = false;

  /** `prefix` keeps the desks of one Redis apart. */
  constructor(
    private readonly url: string,
    private readonly prefix: string,
    private readonly runTask: RunTask,
  ) {
    super();
    this.link = new RedisLink(url);
    this.local = new InProcessQueue(runTask, (task) => {
      this.ring([task]);
    });
  }

  override redis(): SystemSight {
    return this.link.sight;
  }

  start(takesTasks: boolean): void {
    this.isWorking = takesTasks;
    this.local.start(takesTasks);
    this.link.start(() => {
      this.openQueues();
    });
  }

  ring(tasks: readonly RungTask[]): void {
    if (tasks.length === 0 || this.isStopping) {
      return;
    }
    if (!this.link.isHealthy) {
      this.local.ring(tasks);
      return;
    }
    const byConcern = new Map<string, RungTask[]>();
    tasks.forEach((task) => {
      const concern = concernOf(task.type);
      byConcern.set(concern, [...(byConcern.get(concern) ?? []), task]);
    });
    byConcern.forEach((group, concern) => {
      const jobs = group
        .filter(({ delayMs }) => delayMs <= DELAY_UP_TO)
        .map(({ id, type, attempt, delayMs }) => ({
          data: { id, type },
          opts: {
            jobId: `${id}:${String(attempt)}`,
            attempts: 1,
            removeOnComplete: true,
            removeOnFail: true,
            ...(delayMs > 0 ? { delay: delayMs } : {}),
          },
        }));
      within(this.queueOf(concern).addBulk(jobs)).catch((error: unknown) => {
        // Too slow or gone: the same tasks are rung here. Should the jobs get through later, nobody can claim twice.
        this.link.doubt(error);
        this.local.ring(group);
      });
    });
  }

  async take(id: string, type: string): Promise<void> {
    await this.local.take(id, type);
  }

  full(): readonly string[] {
    return this.local.full();
  }

  leftToDoorbell(): number {
    return this.link.isHealthy ? LEFT_TO_BULL : 0;
  }

  async stop(withinMs: number): Promise<void> {
    this.isStopping = true;
    this.link.stop();
    const ended = this.local.stop(withinMs);
    if (!this.link.isHealthy) {
      // Bull says goodbye to Redis before it clears its timers; to a closed connection it says it at once.
      this.disconnect();
    }
    const closing = [...this.queues.values()].map(async (queue) => {
      // Without this, close() waits for the blocking call; `true, true` breaks it off (Bull's own advice).
      await queue.pause(true, true);
      await queue.close(true);
    });
    // Bull's own end may hang on a Redis that is gone; nothing of ours depends on it.
    await within(Promise.all(closing), CLOSE_WITHIN).catch(() => undefined);
    await ended;
    this.disconnect();
  }

  private disconnect(): void {
    this.connections.forEach((connection) => {
      connection.disconnect();
    });
  }

  /** Bull is only started on a Redis that answers: its own start would wait for one. */
  private openQueues(): void {
    if (!this.isWorking || this.isStopping) {
      return;
    }
    new Set(this.runTask.types().map(concernOf)).forEach((concern) => this.queueOf(concern));
  }

  private queueOf(concern: string): Bull.Queue<DoorbellJob> {
    const known = this.queues.get(concern);
    if (known !== undefined) {
      return known;
    }
    const queue = new Bull<DoorbellJob>(concern, {
      prefix: this.prefix,
      createClient: (type) => this.connectionFor(type),
      // A stalled doorbell is nothing to mend: the sweep looks at the task itself.
      settings: { maxStalledCount: 0, stalledInterval: 30_000, guardInterval: 2_000, retryProcessDelay: 1_000 },
      ...{ skipVersionCheck: true },
    });
    queue.on('error', () => {
      // Told by the link, once; Bull repeats it for every command.
    });
    this.queues.set(concern, queue);
    if (this.isWorking) {
      queue
        .process(JOBS_AT_ONCE, (job) => this.local.take(job.data.id, job.data.type))
        .catch((error: unknown) => {
          if (!this.isStopping) {
            this.logger.warn({ err: error, msg: `Bull could not start ${concern}; the sweep works on` });
          }
        });
    }
    return queue;
  }

  /** All queues share one connection for commands and one for events; each needs its own for the blocking call. */
  private connectionFor(type: 'client' | 'subscriber' | 'bclient'): Redis {
    if (type === 'bclient') {
      return this.connect({ lazyConnect: false });
    }
    this.shared ??= {
      // Commands fail at once while there is no connection, instead of piling up.
      client: this.connect({ lazyConnect: false, enableOfflineQueue: true, maxRetriesPerRequest: 0 }),
      subscriber: this.connect({ lazyConnect: false }),
    };
    return this.shared[type];
  }

  private connect(options: {
    lazyConnect: boolean;
    enableOfflineQueue?: boolean;
    maxRetriesPerRequest?: number;
  }): Redis {
    const given = redisOptions(this.url);
    const connection = new Redis({
      ...given,
      ...options,
      retryStrategy: (times) => (this.isStopping ? null : (given.retryStrategy?.(times) ?? null)),
    });
    connection.on('error', () => undefined);
    // Each queue adds its own listeners to the shared ones.
    connection.setMaxListeners(0);
    this.connections.push(connection);
    return connection;
  }
}
