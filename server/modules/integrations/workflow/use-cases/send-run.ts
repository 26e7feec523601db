import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../../config/configuration.js';
import { OutsideIsDownError, PROBE_EVERY } from '../../../../platform/outside/breaker.js';
import { PermanentTaskError, PostponedTaskError, type TaskContext } from '../../../queue/queue.facade.js';
import { requestProblems } from '../domain/workflow-request.js';
import { WorkflowClient } from '../workflow.client.js';
import { WorkflowCallRefused } from '../workflow.errors.js';
import { LoadRun, type LoadedRun } from './load-run.js';
import { RecordRun } from './record-run.js';

/** The background call: check the rules, send, record the answer. No transaction is open while they think. */
@Injectable()
export class SendRun {
  constructor(
    private readonly load: LoadRun,
    private readonly client: WorkflowClient,
    private readonly record: RecordRun,
    private readonly configuration: Configuration,
  ) {}

  async execute(runId: string, context: TaskContext): Promise<object> {
    const loaded = await this.load.execute(runId, this.callbackUrl());
    if (loaded === null) {
      return { sent: false };
    }
    const problems = requestProblems(loaded.request);
    if (problems.length > 0) {
      return this.giveUp(loaded, problems.join('; '));
    }
    try {
      const workflowId = await this.client.start(loaded.request, context.signal);
      await this.record.accepted(loaded, workflowId);
      return { sent: true, workflowId };
    } catch (error) {
      if (error instanceof OutsideIsDownError) {
        await this.record.untried(loaded);
        throw new PostponedTaskError(error.message, PROBE_EVERY);
      }
      if (error instanceof WorkflowCallRefused || context.isLast) {
        return this.giveUp(loaded, error instanceof Error ? error.message : String(error));
      }
      await this.record.attemptFailed(loaded, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  private async giveUp(loaded: LoadedRun, message: string): Promise<never> {
    await this.record.failed(loaded, message);
    throw new PermanentTaskError(message);
  }

  private callbackUrl(): string {
    return `${this.configuration.publicUrl}/api/integrations/workflow/callback`;
  }
}
