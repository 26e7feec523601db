import { Injectable } from '@nestjs/common';
import { systemCall, type Call } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import type { StoredEvent } from '../../../../kernel/domain-event.js';
import { UnitOfWork, type Transaction } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import type { WorkflowEvents } from '../../integrations.events.js';
import type { WorkflowRun } from '../domain/workflow-run.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { cancelTasks } from './cancel-tasks.js';

/** A run that is not wanted any more; the Workflow system is told of it where it may know it. */
@Injectable()
export class EndRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly queue: QueueFacade,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** The ticket was withdrawn, rejected or merged. A run that was asked for later is not meant. */
  async ofTicket({ id, subject }: StoredEvent): Promise<object> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const open = await this.runs.openBefore(tx, subject.id, id);
      for (const run of open) {
        await this.cancel(tx, call, run, null);
      }
      return { cancelled: open.map((run) => run.id) };
    });
  }

  async cancel(tx: Transaction, call: Call, run: WorkflowRun, reason: string | null): Promise<void> {
    await this.runs.move(tx, run.id, 'cancelled', this.clock.now());
    if (reason !== null) {
      await this.runs.noteReason(tx, run.id, reason);
    }
    await this.queue.enqueueAll(tx, call, cancelTasks([run]));
    await this.events.append(tx, call, [
      {
        name: 'workflow.run_cancelled',
        subject: { type: 'ticket', id: run.ticketId },
        audience: 'staff',
        data: { number: run.ticketNumber, runId: run.id } satisfies WorkflowEvents['workflow.run_cancelled'],
        ...(reason === null ? {} : { personal: { reason } }),
      },
    ]);
  }
}
