import { Injectable } from '@nestjs/common';
import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { EventConsumers } from '../../../platform/events/event-consumers.js';
import { taskTypeOf, type TaskView } from '../domain/task.js';
import { TaskReads } from '../persistence/task-reads.js';

/** Shown to whoever caused it and to administrators; for others it does not exist. */
@Injectable()
export class ShowTask {
  constructor(
    private readonly reads: TaskReads,
    private readonly consumers: EventConsumers,
  ) {}

  async execute(call: PersonCall, id: string): Promise<TaskView> {
    // Looked up again at the end: the relay may have made it between the first look and the outbox.
    const task = (await this.reads.find(id)) ?? (await this.promised(call, id)) ?? (await this.reads.find(id));
    if (task === null || (task.causedBy !== call.actor.id && !isAdmin(call.actor))) {
      throw resourceNotFound();
    }
    return task;
  }

  /** A call may name a task's id before the relay has made the task: its event still waits in the outbox. */
  private async promised(call: PersonCall, id: string): Promise<TaskView | null> {
    const events = await this.reads.waitingEvents(isAdmin(call.actor) ? null : call.actor.id);
    for (const event of events) {
      const index = this.consumers.taskIdsOf(event.id, event.name).indexOf(id);
      const consumer = this.consumers.of(event.name)[index];
      if (consumer !== undefined) {
        return {
          id,
          type: taskTypeOf(consumer.name),
          state: 'queued',
          attempts: 0,
          dueAt: event.occurred_at,
          lastError: null,
          discardedReason: null,
          causedBy: event.actor_id,
          createdAt: event.occurred_at,
          updatedAt: event.occurred_at,
          finishedAt: null,
        };
      }
    }
    return null;
  }
}
