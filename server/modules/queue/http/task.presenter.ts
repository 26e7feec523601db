import type { Page } from '../../../kernel/page.js';
import type { LaneCounts } from '../domain/queue-counts.js';
import type { TaskView } from '../domain/task.js';
import type { QueuesView } from '../use-cases/show-queues.js';
import type { AdminTaskDto, LaneDto, QueuesDto, TaskDto, TaskListDto } from './dto/task.dto.js';

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

export function presentQueues({ queues, stalledSince }: QueuesView): QueuesDto {
  return {
    queues: queues.map((queue) => ({
      type: queue.type,
      ...presentCounts(queue),
      lanes: queue.lanes.map((lane) => ({ lane: lane.lane, ...presentCounts(lane) })),
    })),
    stalledSince: stalledSince?.toISOString() ?? null,
  };
}

function presentCounts({ queued, running, failed, dead, oldestDueAt }: LaneCounts): Omit<LaneDto, 'lane'> {
  return { queued, running, failed, dead, oldestDueAt: oldestDueAt?.toISOString() ?? null };
}
