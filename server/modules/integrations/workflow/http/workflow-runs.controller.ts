import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../../kernel/call.js';
import { Access } from '../../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../../platform/http/id.pipe.js';
import { ManageRuns } from '../use-cases/manage-runs.js';
import { ShowRuns } from '../use-cases/show-runs.js';
import {
  CancelWorkflowRunDto,
  ListWorkflowRunsQuery,
  TicketWorkflowDto,
  WorkflowRunDto,
  WorkflowRunListDto,
} from './dto/workflow-run.dto.js';
import { presentRun } from './workflow-run.presenter.js';

@ApiTags('administration')
@Controller('api')
export class WorkflowRunsController {
  constructor(
    private readonly runs: ShowRuns,
    private readonly manage: ManageRuns,
  ) {}

  /** What was sent to the Workflow system and what came of it, newest first. */
  @Get('admin/workflow/runs')
  @Access('integration:manage')
  @ApiOkResponse({ type: WorkflowRunListDto })
  async listWorkflowRuns(
    @CurrentCall() call: PersonCall,
    @Query() { state = [], cursor, limit }: ListWorkflowRunsQuery,
  ): Promise<WorkflowRunListDto> {
    const page = await this.runs.list(call, { states: state, cursor: cursor ?? null, limit });
    return { items: page.items.map((run) => presentRun(call, run)), nextCursor: page.nextCursor };
  }

  /** Sends it again now: the same run, or a new one (with another id) after a run that had failed outside. */
  @Post('admin/workflow/runs/:id/retry')
  @HttpCode(200)
  @Access('integration:manage')
  @ApiOkResponse({ type: WorkflowRunDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async retryWorkflowRun(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<WorkflowRunDto> {
    return presentRun(call, await this.manage.retry(call, id));
  }

  /** Ends it for good; the Workflow system is told where it may know of it. */
  @Post('admin/workflow/runs/:id/cancel')
  @HttpCode(200)
  @Access('integration:manage')
  @ApiOkResponse({ type: WorkflowRunDto })
  @ApiNotFoundResponse()
  @ApiConflictResponse()
  async cancelWorkflowRun(
    @CurrentCall() call: PersonCall,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: CancelWorkflowRunDto,
  ): Promise<WorkflowRunDto> {
    return presentRun(call, await this.manage.cancel(call, id, reason));
  }

  /** How a ticket's run in the Workflow system is; for staff. */
  @Get('tickets/:ref/workflow')
  @Access('ticket:read')
  @ApiOkResponse({ type: TicketWorkflowDto })
  @ApiNotFoundResponse()
  async showTicketWorkflow(@CurrentCall() call: PersonCall, @Param('ref') ref: string): Promise<TicketWorkflowDto> {
    const run = await this.runs.ofTicket(call, ref);
    return { run: run === null ? null : presentRun(call, run) };
  }
}
