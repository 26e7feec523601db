import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import type { StoredEvent } from '../../../../kernel/domain-event.js';
import type { ConsumerContext } from '../../../../platform/events/event-consumers.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import type { TicketEvents } from '../../../tickets/tickets.events.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { SEND_TASK, WorkflowClient } from '../workflow.client.js';

/** A ticket reached Open from New, or was reopened: it goes to the Workflow system. */
@Injectable()
export class BeginRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly queue: QueueFacade,
    private readonly client: WorkflowClient,
    private readonly clock: Clock,
  ) {}

  /** The consumer's task id is the run's id: repeating the event begins no second run. */
  async execute(event: StoredEvent, { taskId: runId }: ConsumerContext): Promise<object> {
    const { startsWorkflow } = event.data as TicketEvents['ticket.status_changed'];
    if (!startsWorkflow || !this.client.isConfigured) {
      return { runId: null };
    }
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      if (await this.runs.begin(tx, { id: runId, ticketId: event.subject.id }, this.clock.now())) {
        await this.queue.enqueue(tx, call, { type: SEND_TASK, payload: { runId }, causedBy: event.actorId });
      }
      return { runId };
    });
  }
}
