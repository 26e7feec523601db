import { Injectable } from '@nestjs/common';
import type { Call } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { resourceNotFound } from '../../../../kernel/common.errors.js';
import { UnitOfWork, type Transaction } from '../../../../platform/database/unit-of-work.js';
import { normaliseTicketNumber, TicketsFacade, type TicketFacts } from '../../../tickets/tickets.facade.js';
import { endsRuns, isReportTimely, type WorkflowRun } from '../domain/workflow-run.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { runOfAnotherTicket } from '../workflow.errors.js';
import { ApplyReport } from './apply-report.js';
import type { WorkflowCallback } from './workflow-callback.js';

/** A callback whose signature was checked. Applied before it is answered, in one transaction, or not at all. */
@Injectable()
export class ReceiveCallback {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly tickets: TicketsFacade,
    private readonly report: ApplyReport,
    private readonly clock: Clock,
  ) {}

  /** False for a replay and for what comes after the end of the run or of its ticket: none has an effect. */
  async execute(call: Call, callback: WorkflowCallback): Promise<boolean> {
    return this.unitOfWork.run(call, async (tx) => {
      const { run, ticket } = await this.find(tx, callback);
      if (!(await this.runs.takeCallback(tx, callback.callbackId, run.id, this.clock.now()))) {
        return false;
      }
      if (!isReportTimely(run.state) || endsRuns(ticket.status)) {
        return false;
      }
      await this.report.execute(tx, call, ticket, callback);
      return true;
    });
  }

  private async find(tx: Transaction, callback: WorkflowCallback): Promise<{ run: WorkflowRun; ticket: TicketFacts }> {
    const run = await this.runs.lock(tx, callback.runId);
    const ticket = run === null ? null : await this.tickets.facts(tx, run.ticketId);
    if (run === null || ticket === null) {
      throw resourceNotFound();
    }
    if (ticket.number !== normaliseTicketNumber(callback.ticketNumber)) {
      throw runOfAnotherTicket();
    }
    return { run, ticket };
  }
}
