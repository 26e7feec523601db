import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import { UnitOfWork, type Transaction } from '../../../../platform/database/unit-of-work.js';
import { runActions, type RunAction, type WorkflowRun } from '../domain/workflow-run.js';
import { WorkflowRunsRepository, type RunSight } from '../persistence/workflow-runs.repository.js';
import { runState } from '../workflow.errors.js';
import { EndRun } from './end-run.js';
import { RepeatRun } from './repeat-run.js';

/** What an administrator does about a run by hand. */
@Injectable()
export class ManageRuns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly ending: EndRun,
    private readonly repeating: RepeatRun,
  ) {}

  /** The run that is tried: the same one, or a new one after the Workflow system had said that it failed. */
  async retry(call: PersonCall, id: string): Promise<RunSight> {
    return this.unitOfWork.run(call, async (tx) => {
      const run = await this.lock(tx, id, 'retry');
      return this.shown(tx, await this.repeating.execute(tx, call, run));
    });
  }

  async cancel(call: PersonCall, id: string, reason: string): Promise<RunSight> {
    return this.unitOfWork.run(call, async (tx) => {
      const run = await this.lock(tx, id, 'cancel');
      await this.ending.cancel(tx, call, run, reason);
      return this.shown(tx, id);
    });
  }

  private async lock(tx: Transaction, id: string, action: RunAction): Promise<WorkflowRun> {
    const run = await this.runs.lock(tx, id);
    if (run === null) {
      throw resourceNotFound();
    }
    if (!runActions(run).includes(action)) {
      throw runState(run.state);
    }
    return run;
  }

  private async shown(tx: Transaction, id: string): Promise<RunSight> {
    const run = await this.runs.find(tx, id);
    if (run === null) {
      throw resourceNotFound();
    }
    return run;
  }
}
