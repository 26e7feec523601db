import { Body, Controller, Headers, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { workflowCall, type Call } from '../../../../kernel/call.js';
import { Public } from '../../../../platform/http/access.decorator.js';
import { OpenCall } from '../../../../platform/http/current-call.decorator.js';
import { ReceiveCallback } from '../use-cases/receive-callback.js';
import { WorkflowCallbackAnswerDto, WorkflowCallbackDto } from './dto/workflow-callback.dto.js';
import { WorkflowSignatureGuard } from './workflow-signature.guard.js';

@ApiTags('integrations')
@Controller('api/integrations/workflow')
export class WorkflowCallbackController {
  constructor(private readonly receive: ReceiveCallback) {}

  /** The Workflow system tells how a run goes; known by its signature. */
  @Post('callback')
  @HttpCode(200)
  @Public()
  @UseGuards(WorkflowSignatureGuard)
  @ApiHeader({ name: 'webhook-id', required: true, description: 'The same id again has no effect' })
  @ApiHeader({ name: 'webhook-timestamp', required: true, description: 'Seconds since 1970, within 5 minutes' })
  @ApiHeader({ name: 'webhook-signature', required: true, description: 'Standard Webhooks, v1' })
  @ApiOkResponse({ type: WorkflowCallbackAnswerDto })
  async receiveWorkflowCallback(
    @OpenCall() call: Call,
    @Headers('webhook-id') callbackId: string,
    @Body() dto: WorkflowCallbackDto,
  ): Promise<WorkflowCallbackAnswerDto> {
    const applied = await this.receive.execute(workflowCall(call.requestId, call.ip), {
      callbackId,
      ticketNumber: dto.ticketNumber,
      runId: dto.runId,
      state: dto.state,
      status: dto.status ?? null,
      assigneeEmail: dto.assigneeEmail ?? null,
      comment: dto.comment ?? null,
    });
    return { applied };
  }
}
