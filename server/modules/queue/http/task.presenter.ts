import type { Page } from '../../../kernel/page.js';
import type { QueueCounts, TaskView } from '../domain/task.js';
import type { AdminTaskDto, QueuesDto, TaskDto, TaskListDto } from './dto/task.dto.js';

export function presentTask(row: TaskView): TaskDto {
  const isWaiting = row.state === 'queued' || row.state === 'failed';
  return {
    id: row.id,
    type: row.type,
    status: row.state,
    attempts: row.attempts,
    dueAt: isWaiting ? row.dueAt.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function presentAdminTask(row: TaskView): AdminTaskDto {
  return {
    ...presentTask(row),
    lastError: row.lastError,
    discardedReason: row.discardedReason,
    causedBy: row.causedBy,
  };
}

export function presentTasks(page: Page<TaskView>): TaskListDto {
  return { items: page.items.map(presentAdminTask), nextCursor: page.nextCursor };
}

export function presentQueues(rows: readonly QueueCounts[]): QueuesDto {
  return {
    queues: rows.map((row) => ({
      type: row.type,
      queued: row.queued,
      running: row.running,
      failed: row.failed,
      dead: row.dead,
      oldestDueAt: row.oldestDueAt?.toISOString() ?? null,
    })),
  };
}
