import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { taskIdFor } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventConsumers } from '../../../platform/events/event-consumers.js';
import { taskTypeOf } from '../domain/task.js';
import { TaskStore } from '../persistence/task-store.js';
import { JobQueue } from '../runners/job-queue.js';

/** Events of one transaction of the relay. */
export const RELAY_BATCH = 100;

/**
 * Turns one batch of committed events into one task per consumer. Taking the outbox rows and making the tasks is one
 * transaction; the tasks' ids are derived, so that nothing is lost and nothing is made twice.
 */
@Injectable()
export class RelayOutbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consumers: EventConsumers,
    private readonly store: TaskStore,
    private readonly jobs: JobQueue,
  ) {}

  /** Returns how many events were taken; fewer than a batch means that the outbox is empty for now. */
  async execute(): Promise<number> {
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const events = await this.store.takeOutbox(tx, RELAY_BATCH);
      if (events.length === 0) {
        return 0;
      }
      const tasks = events.flatMap((event) =>
        this.consumers.of(event.name).map((consumer) => ({
          id: taskIdFor(event.id, consumer.name),
          type: taskTypeOf(consumer.name),
          eventId: event.id,
          causedBy: event.actor_id,
        })),
      );
      const made = await this.store.relay(
        tx,
        events.map((event) => event.id),
        tasks,
      );
      tx.afterCommit(() => {
        this.jobs.ring(made);
      });
      return events.length;
    });
  }
}
