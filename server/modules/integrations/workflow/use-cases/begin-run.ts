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
import { cancelTasks } from './cancel-tasks.js';

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
    const { startsWorkflow, number } = event.data as TicketEvents['ticket.status_changed'];
    if (!startsWorkflow || !this.client.isConfigured) {
      return { runId: null };
    }
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const run = { id: runId, ticketId: event.subject.id, ticketNumber: number, eventId: event.id };
      const begun = await this.runs.begin(tx, run, this.clock.now());
      if (begun !== null) {
        await this.queue.enqueueAll(tx, call, cancelTasks(begun.superseded));
      }
      if (begun?.isNewest === true) {
        const task = { type: SEND_TASK, payload: { runId }, causedBy: event.actorId };
        await this.runs.setTask(tx, runId, await this.queue.enqueue(tx, call, task));
      }
      return { runId };
    });
  }
}
