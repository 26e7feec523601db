import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { ShowTask } from '../use-cases/show-task.js';
import { TaskDto } from './dto/task.dto.js';
import { presentTask } from './task.presenter.js';

@ApiTags('tasks')
@Controller('api/tasks')
export class TasksController {
  constructor(private readonly showTask: ShowTask) {}

  /** The state of background work that the caller has started. */
  @Get(':id')
  @Access('task:read')
  @ApiOkResponse({ type: TaskDto })
  @ApiNotFoundResponse()
  async getTask(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<TaskDto> {
    return presentTask(await this.showTask.execute(call, id));
  }
}
