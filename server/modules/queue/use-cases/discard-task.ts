import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import type { NewEvent } from '../../../kernel/domain-event.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { isDiscardable, type TaskView } from '../domain/task.js';
import { TaskReads } from '../persistence/task-reads.js';
import type { QueueEvents } from '../queue.events.js';
import { taskNotDiscardable } from '../queue.errors.js';

/** An administrator decides that this work is not to be done; the row stays, dead, with the reason. */
@Injectable()
export class DiscardTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: TaskReads,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, id: string, reason: string): Promise<TaskView> {
    return this.unitOfWork.run(call, async (tx) => {
      const task = await this.reads.lock(tx, id);
      if (task === null) {
        throw resourceNotFound();
      }
      if (!isDiscardable(task.state)) {
        throw taskNotDiscardable(task.state);
      }
      const event: NewEvent<QueueEvents['task.discarded']> = {
        name: 'task.discarded',
        subject: { type: 'task', id },
        audience: 'admin',
        data: { type: task.type },
        personal: { reason },
      };
      await this.events.append(tx, call, [event]);
      return (await this.reads.discard(tx, id, reason)) ?? task;
    });
  }
}
