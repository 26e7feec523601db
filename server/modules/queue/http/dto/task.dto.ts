import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../../../kernel/page.js';
import { WholeNumber } from '../../../../platform/http/fields.decorator.js';
import { TASK_STATES, type TaskState } from '../../domain/task.js';

export class TaskDto {
  /** The id that the call which started the work has answered. */
  id: string;
  /** What kind of work. */
  type: string;
  /** `failed` will be tried again by itself, `dead` needs an administrator.
   * @example succeeded */
  status: TaskState;
  /** How often it was begun. */
  attempts: number;
  /** When it may be worked on next; only while it waits. */
  dueAt: string | null;
  /** When it was made. */
  createdAt: string;
  /** When it last changed. */
  updatedAt: string;
  /** When it succeeded or died. */
  finishedAt: string | null;
}

export class AdminTaskDto extends TaskDto {
  /** What the last failed attempt said. */
  lastError: string | null;
  /** Why an administrator discarded it. */
  discardedReason: string | null;
  /** Who caused it; null for the desk itself. */
  causedBy: string | null;
}

export class TaskListDto {
  /** Newest first. */
  items: AdminTaskDto[];
  /** Send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export class ListTasksQuery {
  /** Only tasks in this state. */
  @IsOptional()
  @IsIn(TASK_STATES)
  state?: TaskState;

  /** Only tasks of this type. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  type?: string;

  /** Where the last page ended. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Rows of one page. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @WholeNumber(1, PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;
}

export class DiscardTaskDto {
  /** Why this work is not to be done. */
  @IsString()
  @Length(1, 500)
  reason: string;
}

class LaneCountsDto {
  /** Waits for its first attempt. */
  queued: number;
  /** Is being worked on. */
  running: number;
  /** Waits for another attempt. */
  failed: number;
  /** Needs a person; without what was discarded. */
  dead: number;
  /** Due time of what waits longest. */
  oldestDueAt: string | null;
}

export class LaneDto extends LaneCountsDto {
  /** The party outside that this work is for, like the id of a webhook. */
  lane: string;
}

export class QueueDto extends LaneCountsDto {
  /** What kind of work. */
  type: string;
  /** The same counts for each party outside, where each has a lane of its own; otherwise empty. */
  lanes: LaneDto[];
}

export class QueuesDto {
  /** One per type of work, by name. */
  queues: QueueDto[];
  /** Since when work is due that nobody does, as when no worker runs; null while work goes on. */
  stalledSince: string | null;
}
