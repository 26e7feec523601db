import { Injectable } from '@nestjs/common';
import type { Call } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import type { NewEvent } from '../../../../kernel/domain-event.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import { TicketsFacade, type TicketFacts } from '../../../tickets/tickets.facade.js';
import { UsersFacade } from '../../../users/users.facade.js';
import type { WorkflowEvents } from '../../integrations.events.js';
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
    await this.events.append(tx, call, [reported(ticket, callback)]);
    await this.tickets.applyWorkflowResult(tx, call, ticket.id, {
      assigneeId: await this.assignee(tx, callback.assigneeEmail),
      status: state === 'running' || state === 'succeeded' ? callback.status : null,
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

function reported({ id, number }: TicketFacts, { runId, state }: WorkflowCallback): NewEvent<object> {
  const about = { subject: { type: 'ticket', id }, audience: 'staff' } as const;
  switch (state) {
    case 'running':
    case 'succeeded':
      return {
        ...about,
        name: 'workflow.run_reported',
        data: { number, runId, state } satisfies WorkflowEvents['workflow.run_reported'],
      };
    case 'failed':
      return {
        ...about,
        name: 'workflow.run_failed',
        data: { number, runId } satisfies WorkflowEvents['workflow.run_failed'],
      };
    case 'cancelled':
      return {
        ...about,
        name: 'workflow.run_cancelled',
        data: { number, runId } satisfies WorkflowEvents['workflow.run_cancelled'],
      };
  }
}
