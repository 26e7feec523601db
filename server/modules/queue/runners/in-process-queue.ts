import { Logger } from '@nestjs/common';
import { INSIDE } from '../domain/retry-policy.js';
import type { RunTask } from '../use-cases/run-task.js';
import { JobQueue, type RungTask } from './job-queue.js';
import { Lanes } from './lanes.js';

/** Tasks inside the desk that run at once in one process; each needs a connection now and then. */
const INSIDE_AT_ONCE = 4;
/** Longer waits are left to the sweep, in milliseconds. */
const TIMER_UP_TO = 60_000;

/** The doorbell of one process: rung tasks go straight into its lanes. */
export class InProcessQueue extends JobQueue {
  private readonly logger = new Logger(InProcessQueue.name);
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly lanes: Lanes;
  private isWorking = false;

  /** `again` is told about next attempts; by default they are rung here. */
  constructor(
    private readonly runTask: RunTask,
    private readonly again: ((task: RungTask) => void) | null = null,
  ) {
    super();
    this.lanes = new Lanes(
      INSIDE_AT_ONCE,
      (type) => {
        const handler = runTask.handlerOf(type);
        return handler === undefined ? null : { width: handler.concurrency, isInside: handler.retry === INSIDE };
      },
      (id, type) => this.work(id, type),
    );
  }

  start(takesTasks: boolean): void {
    this.isWorking = takesTasks;
  }

  ring(tasks: readonly RungTask[]): void {
    if (!this.isWorking) {
      return;
    }
    tasks.forEach(({ id, type, delayMs }) => {
      if (delayMs <= 0) {
        void this.lanes.offer(id, type);
      } else if (delayMs <= TIMER_UP_TO) {
        const timer = setTimeout(() => {
          this.timers.delete(timer);
          void this.lanes.offer(id, type);
        }, delayMs);
        this.timers.add(timer);
      }
    });
  }

  full(): readonly string[] {
    return this.lanes.full();
  }

  leftToDoorbell(): number {
    return 0;
  }

  async stop(withinMs: number): Promise<void> {
    this.isWorking = false;
    this.timers.forEach((timer) => {
      clearTimeout(timer);
    });
    this.timers.clear();
    this.lanes.clear();
    await this.runTask.stop(withinMs);
  }

  async take(id: string, type: string): Promise<void> {
    if (this.isWorking) {
      await this.lanes.offer(id, type);
    }
  }

  private async work(id: string, type: string): Promise<void> {
    try {
      const next = await this.runTask.execute(id, type);
      if (next !== null && this.again !== null) {
        this.again(next);
      } else if (next !== null) {
        this.ring([next]);
      }
    } catch (error) {
      // The database is away: the sweep brings the task again, or its lease ends.
      this.logger.warn({ err: error, taskId: id, msg: 'A task could not be claimed or recorded' });
    }
  }
}
