import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { isRetryable, type TaskView } from '../domain/task.js';
import { TaskReads } from '../persistence/task-reads.js';
import type { QueueEvents } from '../queue.events.js';
import { taskNotRetryable } from '../queue.errors.js';
import { JobQueue } from '../runners/job-queue.js';

/** An administrator tries again by hand: due now, with all its attempts. */
@Injectable()
export class RetryTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: TaskReads,
    private readonly events: EventLog,
    private readonly jobs: JobQueue,
  ) {}

  async execute(call: PersonCall, id: string): Promise<TaskView> {
    return this.unitOfWork.run(call, async (tx) => {
      const task = await this.reads.lock(tx, id);
      if (task === null) {
        throw resourceNotFound();
      }
      if (!isRetryable(task.state)) {
        throw taskNotRetryable(task.state);
      }
      const event: NewEvent<QueueEvents['task.retried']> = {
        name: 'task.retried',
        subject: { type: 'task', id },
        audience: 'admin',
        data: { type: task.type },
      };
      await this.events.append(tx, call, [event]);
      tx.afterCommit(() => {
        this.jobs.ring([{ id, type: task.type, attempt: 1, delayMs: 0 }]);
      });
      return (await this.reads.retry(tx, id)) ?? task;
    });
  }
}
