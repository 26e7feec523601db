import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { QueueCounts } from '../domain/task.js';
import { TaskReads } from '../persistence/task-reads.js';
import { RunTask } from './run-task.js';

/** What waits, runs and needs a person, per type; known types without work are listed with zeros. */
@Injectable()
export class ShowQueues {
  constructor(
    private readonly reads: TaskReads,
    private readonly runTask: RunTask,
  ) {}

  async execute(_call: PersonCall): Promise<QueueCounts[]> {
    const rows = await this.reads.queues();
    const busy = new Set(rows.map((row) => row.type));
    const idle = this.runTask
      .types()
      .filter((type) => !busy.has(type))
      .map((type) => ({ type, queued: 0, running: 0, failed: 0, dead: 0, oldestDueAt: null }));
    return [...rows, ...idle].sort((a, b) => a.type.localeCompare(b.type));
  }
}
