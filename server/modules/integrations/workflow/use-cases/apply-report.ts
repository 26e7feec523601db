import { Injectable } from '@nestjs/common';
import type { Call } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import { TicketsFacade, type TicketFacts } from '../../../tickets/tickets.facade.js';
import { UsersFacade } from '../../../users/users.facade.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { assigneeUnknown } from '../workflow.errors.js';
import type { WorkflowCallback } from './workflow-callback.js';

/** The effect of a timely callback: run, ticket, event. `failed` and `cancelled` change no status. */
@Injectable()
export class ApplyReport {
  constructor(
    private readonly runs: WorkflowRunsRepository,
    private readonly tickets: TicketsFacade,
    private readonly users: UsersFacade,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(tx: Transaction, call: Call, ticket: TicketFacts, callback: WorkflowCallback): Promise<void> {
    const { state, runId } = callback;
    await this.runs.move(tx, runId, state, state === 'running' ? null : this.clock.now());
    const isGood = state === 'running' || state === 'succeeded';
    await this.events.append(tx, call, [
      {
        name: isGood ? 'workflow.run_reported' : state === 'failed' ? 'workflow.run_failed' : 'workflow.run_cancelled',
        subject: { type: 'ticket', id: ticket.id },
        audience: 'staff',
        data: { number: ticket.number, runId, ...(isGood ? { state } : {}) },
      },
    ]);
    await this.tickets.applyWorkflowResult(tx, call, ticket.id, {
      assigneeId: await this.assignee(tx, callback.assigneeEmail),
      status: isGood ? callback.status : null,
      comment: callback.comment,
      resolution: null,
    });
  }

  private async assignee(tx: Transaction, email: string | null): Promise<string | null> {
    if (email === null) {
      return null;
    }
    const known = await this.users.factsByEmail(email, tx);
    const person = known === null ? null : await this.users.assignable(known.id, tx);
    if (person === null) {
      throw assigneeUnknown();
    }
    return person.id;
  }
}
