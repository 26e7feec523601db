import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OutsideIsDownError, PROBE_EVERY } from '../../../../platform/outside/breaker.js';
import { OUTSIDE_CALL, PostponedTaskError, TaskHandlers } from '../../../queue/queue.facade.js';
import { CALL_TIMEOUT, CANCEL_TASK, WorkflowClient } from '../workflow.client.js';

/** Tells the Workflow system that a run is not wanted any more; once more does no harm. */
@Injectable()
export class TellCancelled implements OnModuleInit {
  constructor(
    private readonly handlers: TaskHandlers,
    private readonly client: WorkflowClient,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: CANCEL_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: CALL_TIMEOUT + 2_000,
      concurrency: 2,
      handle: ({ runId }, { signal }) => this.execute(String(runId), signal),
    });
  }

  private async execute(runId: string, signal: AbortSignal): Promise<object> {
    if (!this.client.isConfigured) {
      return { told: false };
    }
    try {
      await this.client.cancel(runId, signal);
      return { told: true };
    } catch (error) {
      throw error instanceof OutsideIsDownError ? new PostponedTaskError(error.message, PROBE_EVERY) : error;
    }
  }
}
