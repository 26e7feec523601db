import { Injectable } from '@nestjs/common';
import { actorId } from '../../kernel/actor.js';
import type { Call } from '../../kernel/call.js';
import { newId } from '../../kernel/ids.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import type { RetryPolicy } from './domain/retry-policy.js';
import { isRetryable } from './domain/task.js';
import type { TypeCounts } from './domain/queue-counts.js';
import { TaskReads } from './persistence/task-reads.js';
import { TaskStore } from './persistence/task-store.js';
import { JobQueue } from './runners/job-queue.js';

export { INSIDE, OUTSIDE_CALL, type RetryPolicy } from './domain/retry-policy.js';
export { PermanentTaskError, PostponedTaskError } from './queue.errors.js';

export interface NewTask {
  /** The key of idempotency: a task with a known id is not made again. */
  readonly id?: string;
  /** A registered handler's type. */
  readonly type: string;
  /** Ids only; texts and secrets stay in their own tables. */
  readonly payload: object;
  readonly dueAt?: Date;
  /** Who may look at the task; by default the person who calls. */
  readonly causedBy?: string | null;
  readonly eventId?: string | null;
}

export interface TaskContext {
  readonly taskId: string;
  /** From 1. */
  readonly attempt: number;
  /** When this attempt fails, the task is dead. */
  readonly isLast: boolean;
  /** Aborts at the timeout and when the process ends. */
  readonly signal: AbortSignal;
}

/**
 * Work of one type. It may run more than once for one task (a process can die after the effect), therefore every
 * handler is idempotent by `taskId`.
 */
export interface TaskHandler {
  /** Also of tasks whose type has more behind a colon: each such type is a lane of its own, `concurrency` wide. */
  readonly type: string;
  readonly retry: RetryPolicy;
  /** An attempt that takes longer has failed, in milliseconds. */
  readonly timeoutMs: number;
  /** Tasks of this type that run at once in one process. */
  readonly concurrency: number;
  /** The result is kept with the task. Throwing is a failed attempt. */
  handle(payload: Readonly<Record<string, unknown>>, context: TaskContext): Promise<unknown>;
}

/** Filled by modules in `onModuleInit`, before any work starts. */
@Injectable()
export class TaskHandlers {
  private readonly byType = new Map<string, TaskHandler>();

  register(handler: TaskHandler): void {
    if (this.byType.has(handler.type)) {
      throw new Error(`Two task handlers are called ${handler.type}`);
    }
    this.byType.set(handler.type, handler);
  }

  of(type: string): TaskHandler | undefined {
    return this.byType.get(type);
  }

  all(): readonly TaskHandler[] {
    return [...this.byType.values()];
  }
}

@Injectable()
export class QueueFacade {
  constructor(
    private readonly store: TaskStore,
    private readonly jobs: JobQueue,
    private readonly reads: TaskReads,
  ) {}

  /** Makes a task in the caller's transaction and rings for it after the commit. Returns its id. */
  async enqueue(tx: Transaction, call: Call, task: NewTask): Promise<string> {
    const id = task.id ?? newId();
    await this.enqueueAll(tx, call, [{ ...task, id }]);
    return id;
  }

  /** One statement, whatever their number. Returns their ids. */
  async enqueueAll(tx: Transaction, call: Call, tasks: readonly NewTask[]): Promise<string[]> {
    const rows = tasks.map((task) => ({
      id: task.id ?? newId(),
      type: task.type,
      payload: task.payload,
      dueAt: task.dueAt ?? null,
      causedBy: task.causedBy === undefined ? actorId(call.actor) : task.causedBy,
      eventId: task.eventId ?? null,
    }));
    if (rows.length > 0) {
      await this.store.insert(tx, rows);
      tx.afterCommit(() => {
        this.jobs.ring(
          rows.map(({ id, type, dueAt }) => ({
            id,
            type,
            attempt: 1,
            delayMs: dueAt === null ? 0 : Math.max(0, dueAt.getTime() - Date.now()),
          })),
        );
      });
    }
    return rows.map(({ id }) => id);
  }

  /** How many tasks of each kind wait or have failed for good. */
  async unfinished(): Promise<readonly Pick<TypeCounts, 'type' | 'queued' | 'running' | 'failed' | 'dead'>[]> {
    return this.reads.queues();
  }

  /** A task that failed is due now, with all its attempts. False when there is none to try again. */
  async again(tx: Transaction, id: string): Promise<boolean> {
    const task = await this.reads.lock(tx, id);
    if (task === null || !isRetryable(task.state)) {
      return false;
    }
    await this.reads.retry(tx, id);
    tx.afterCommit(() => {
      this.jobs.ring([{ id, type: task.type, attempt: 1, delayMs: 0 }]);
    });
    return true;
  }

  /** Makes waiting tasks of a type due now, the next ones first: the other side is back, or one may probe. Returns how many. */
  async makeDue(type: string, limit = 1_000): Promise<number> {
    const tasks = await this.store.makeDue(type, limit);
    this.jobs.ring(tasks);
    return tasks.length;
  }
}
