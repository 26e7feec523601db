import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { queuesOf, type QueueCounts } from '../domain/queue-counts.js';
import { TaskReads } from '../persistence/task-reads.js';
import { RunTask } from './run-task.js';

export interface QueuesView {
  readonly queues: readonly QueueCounts[];
  readonly stalledSince: Date | null;
}

/** What waits, runs and needs a person, per type and lane, and whether anybody works at all. */
@Injectable()
export class ShowQueues {
  constructor(
    private readonly reads: TaskReads,
    private readonly runTask: RunTask,
  ) {}

  async execute(_call: PersonCall): Promise<QueuesView> {
    const [rows, stalledSince] = await Promise.all([this.reads.queues(), this.reads.stalledSince()]);
    return { queues: queuesOf(this.runTask.types(), rows), stalledSince };
  }
}
