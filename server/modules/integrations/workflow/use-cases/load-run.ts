import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { TicketsFacade } from '../../../tickets/tickets.facade.js';
import { UsersFacade } from '../../../users/users.facade.js';
import { isSendable, type WorkflowRequest } from '../domain/workflow-request.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { EndRun } from './end-run.js';

export interface LoadedRun {
  readonly ticketId: string;
  readonly request: WorkflowRequest;
}

/** The run as it would be sent now; null when there is nothing to send any more. */
@Injectable()
export class LoadRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
    private readonly ending: EndRun,
  ) {}

  async execute(runId: string, callbackUrl: string): Promise<LoadedRun | null> {
    return this.unitOfWork.run(systemCall(), async (tx) => {
      const run = await this.runs.lock(tx, runId);
      // `abandoned` is sent again: an administrator retried the dead task.
      if (run === null || (run.state !== 'waiting' && run.state !== 'abandoned')) {
        return null;
      }
      const ticket = await this.tickets.facts(tx, run.ticketId);
      if (ticket === null) {
        return null;
      }
      if (!isSendable(ticket.status)) {
        await this.ending.cancel(tx, systemCall(), run, null);
        return null;
      }
      await this.runs.countAttempt(tx, run.id, 1);
      const requester = await this.users.facts(ticket.requesterId, tx);
      return {
        ticketId: ticket.id,
        request: {
          runId: run.id,
          ticketNumber: ticket.number,
          subject: ticket.subject,
          description: ticket.description,
          category: ticket.category.key,
          priority: ticket.priority,
          status: ticket.status,
          requester: {
            companyId: requester?.companyId ?? '',
            name: requester?.name ?? '',
            email: requester?.email ?? '',
            department: requester?.department ?? null,
          },
          submittedAt: new Date(ticket.submittedAt).toISOString(),
          callbackUrl,
        },
      };
    });
  }
}
