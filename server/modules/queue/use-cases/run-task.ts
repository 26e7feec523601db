import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventConsumers } from '../../../platform/events/event-consumers.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { INSIDE, waitAfter } from '../domain/retry-policy.js';
import { EVENT_TASK, errorText, handlerTypeOf, taskTypeOf } from '../domain/task.js';
import { LEASE_SECONDS, TaskStore, type ClaimedTask } from '../persistence/task-store.js';
import { TaskHandlers, type TaskHandler } from '../queue.facade.js';
import type { QueueEvents } from '../queue.events.js';
import { PermanentTaskError, PostponedTaskError } from '../queue.errors.js';
import type { RungTask } from '../runners/job-queue.js';

const CONSUMER_TIMEOUT = 30_000;
const CONSUMER_CONCURRENCY = 2;
const DIED = 'task.died' satisfies keyof QueueEvents;

interface RunningTask {
  readonly task: ClaimedTask;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/**
 * One attempt of one task: claim with a lease, run, record. Whatever a handler does, this process lives on and the
 * task's row says what happened. Also knows what is running, to renew the leases and to give work back at the end.
 */
@Injectable()
export class RunTask {
  private readonly logger = new Logger(RunTask.name);
  /** The name on a lease. */
  private readonly owner = `${hostname()}:${String(process.pid)}:${randomUUID().slice(0, 8)}`;
  private readonly running = new Map<string, RunningTask>();
  private isStopping = false;
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: TaskStore,
    private readonly handlers: TaskHandlers,
    private readonly consumers: EventConsumers,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: EventLog,
  ) {}

  /** Every type this process can work on. */
  types(): string[] {
    return [...this.handlers.all().map((handler) => handler.type), ...this.consumers.names().map(taskTypeOf)];
  }

  handlerOf(type: string): Omit<TaskHandler, 'handle'> | undefined {
    if (!type.startsWith(EVENT_TASK)) {
      return this.handlers.of(handlerTypeOf(type));
    }
    return this.consumers.named(type.slice(EVENT_TASK.length)) === undefined
      ? undefined
      : { type, retry: INSIDE, timeoutMs: CONSUMER_TIMEOUT, concurrency: CONSUMER_CONCURRENCY };
  }

  /** Returns the next attempt when there will be one. Throws only when the database is away. */
  async execute(id: string, type: string): Promise<RungTask | null> {
    const handler = this.handlerOf(type);
    if (this.isStopping || handler === undefined || this.running.has(id)) {
      return null;
    }
    const task = await this.store.claim(id, this.owner);
    if (task === null) {
      return null;
    }
    let ended = (): void => undefined;
    const entry: RunningTask = {
      task,
      abort: new AbortController(),
      ended: new Promise<void>((resolve) => {
        ended = resolve;
      }),
    };
    this.running.set(id, entry);
    this.heartbeat ??= setInterval(() => void this.renewLeases(), (LEASE_SECONDS * 1_000) / 4).unref();
    try {
      return await this.attempt(handler, entry);
    } finally {
      this.running.delete(id);
      ended();
      if (this.running.size === 0 && this.heartbeat !== null) {
        clearInterval(this.heartbeat);
        this.heartbeat = null;
      }
    }
  }

  /** Takes nothing more; running attempts get this long, then they are aborted and given back. */
  async stop(withinMs: number): Promise<void> {
    this.isStopping = true;
    const rest = [...this.running.values()];
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.all(rest.map((entry) => entry.ended)),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      }),
    ]);
    clearTimeout(timer);
    for (const { task, abort } of this.running.values()) {
      await this.store
        .giveBack(task, this.owner, 0, 'The process ended in the middle of this attempt')
        .catch((error: unknown) => {
          // The lease ends by itself.
          this.logger.warn({ err: error, taskId: task.id, msg: 'A task could not be given back' });
        });
      abort.abort(new Error('The process ends'));
    }
  }

  private async attempt(handler: Omit<TaskHandler, 'handle'>, entry: RunningTask): Promise<RungTask | null> {
    const { task } = entry;
    if (task.attempt > 1 && waitAfter(handler.retry, task.attempt - 1, task.triedFor, 0) === null) {
      // The attempt before was the last, and its process died of it, or with it: poison is set aside.
      return this.recordFailure(task, new PermanentTaskError('The process died in the last attempt'), null);
    }
    const wait = waitAfter(handler.retry, task.attempt, task.triedFor, Math.random());
    let result: unknown;
    try {
      result = await this.runBounded(handler, entry, wait === null);
    } catch (error) {
      return this.recordFailure(task, error, wait);
    }
    await this.store.succeed(task, this.owner, result);
    return null;
  }

  private async runBounded(
    handler: Omit<TaskHandler, 'handle'>,
    { task, abort }: RunningTask,
    isLast: boolean,
  ): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = new Error(`Not done within ${String(handler.timeoutMs / 1_000)} s`);
        abort.abort(error);
        reject(error);
      }, handler.timeoutMs);
    });
    try {
      return await Promise.race([this.handle(task, abort.signal, isLast), timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async handle(task: ClaimedTask, signal: AbortSignal, isLast: boolean): Promise<unknown> {
    if (!task.type.startsWith(EVENT_TASK)) {
      return this.handlers
        .of(handlerTypeOf(task.type))
        ?.handle(task.payload, { taskId: task.id, attempt: task.attempt, isLast, signal });
    }
    if (task.event === null) {
      throw new PermanentTaskError('The task has no event');
    }
    const consumer = this.consumers.named(task.type.slice(EVENT_TASK.length));
    return consumer?.handle(task.event, { taskId: task.id, attempt: task.attempt });
  }

  private async recordFailure(task: ClaimedTask, error: unknown, wait: number | null): Promise<RungTask | null> {
    const { id, type, attempt } = task;
    if (error instanceof PostponedTaskError) {
      await this.store.giveBack(task, this.owner, error.delayMs, errorText(error));
      return { id, type, attempt, delayMs: error.delayMs };
    }
    const delayMs = error instanceof PermanentTaskError ? null : wait;
    const isOurs = await this.fail(task, errorText(error), delayMs);
    this.logger.warn({
      err: error,
      taskId: id,
      type,
      attempt,
      msg: !isOurs
        ? 'A task failed after its lease was lost'
        : delayMs === null
          ? 'A task is dead'
          : 'A task failed and will be tried again',
    });
    return isOurs && delayMs !== null ? { id, type, attempt: attempt + 1, delayMs } : null;
  }

  /** A death is told in the same transaction, so that no administrator misses one. */
  private async fail(task: ClaimedTask, error: string, delayMs: number | null): Promise<boolean> {
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const isOurs = await this.store.fail(tx, task, this.owner, error, delayMs);
      // Of the death of the telling nothing is told, or it would go on for ever.
      if (isOurs && delayMs === null && task.event?.name !== DIED) {
        const event: NewEvent<QueueEvents['task.died']> = {
          name: DIED,
          subject: { type: 'task', id: task.id },
          audience: 'admin',
          data: { type: task.type },
        };
        await this.events.append(tx, systemCall(), [event]);
      }
      return isOurs;
    });
  }

  private async renewLeases(): Promise<void> {
    try {
      await this.store.renew([...this.running.keys()], this.owner);
    } catch (error) {
      // The next beat tries again; an expired lease costs a second run, which handlers bear.
      this.logger.warn({ err: error, msg: 'Leases could not be renewed' });
    }
  }
}
