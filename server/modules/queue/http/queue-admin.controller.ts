import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { DiscardTask } from '../use-cases/discard-task.js';
import { ListTasks } from '../use-cases/list-tasks.js';
import { RetryTask } from '../use-cases/retry-task.js';
import { ShowQueues } from '../use-cases/show-queues.js';
import { AdminTaskDto, DiscardTaskDto, ListTasksQuery, QueuesDto, TaskListDto } from './dto/task.dto.js';
import { presentAdminTask, presentQueues, presentTasks } from './task.presenter.js';

@ApiTags('administration')
@Controller('api/admin')
@Access('queue:manage')
export class QueueAdminController {
  constructor(
    private readonly queues: ShowQueues,
    private readonly tasks: ListTasks,
    private readonly retry: RetryTask,
    private readonly discard: DiscardTask,
  ) {}

  /** Counts of unfinished background work per type. */
  @Get('queues')
  @ApiOkResponse({ type: QueuesDto })
  async showQueues(@CurrentCall() call: PersonCall): Promise<QueuesDto> {
    return presentQueues(await this.queues.execute(call));
  }

  /** Background tasks, newest first. */
  @Get('tasks')
  @ApiOkResponse({ type: TaskListDto })
  async listTasks(@CurrentCall() call: PersonCall, @Query() query: ListTasksQuery): Promise<TaskListDto> {
    return presentTasks(
      await this.tasks.execute(call, {
        state: query.state ?? null,
        type: query.type ?? null,
        cursor: query.cursor ?? null,
        limit: query.limit,
      }),
    );
  }

  /** Makes a failed or dead task due now. */
  @Post('tasks/:id/retry')
  @HttpCode(200)
  @ApiOkResponse({ type: AdminTaskDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async retryTask(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<AdminTaskDto> {
    return presentAdminTask(await this.retry.execute(call, id));
  }

  /** Sets a waiting or dead task aside for good, with a reason. */
  @Post('tasks/:id/discard')
  @HttpCode(200)
  @ApiOkResponse({ type: AdminTaskDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async discardTask(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() body: DiscardTaskDto,
  ): Promise<AdminTaskDto> {
    return presentAdminTask(await this.discard.execute(call, id, body.reason));
  }
}
