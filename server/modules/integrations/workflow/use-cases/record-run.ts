import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { isLive } from '../domain/workflow-run.js';
import type { WorkflowEvents } from '../../integrations.events.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import { cancelTasks } from './cancel-tasks.js';
import type { LoadedRun } from './load-run.js';

/** What came of the call. */
@Injectable()
export class RecordRun {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: WorkflowRunsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly queue: QueueFacade,
  ) {}

  async accepted({ ticketId, request }: LoadedRun, workflowId: string | null): Promise<void> {
    const call = systemCall();
    await this.unitOfWork.run(call, async (tx) => {
      const run = await this.runs.lock(tx, request.runId);
      if (run === null) {
        return;
      }
      await this.runs.accept(tx, run.id, workflowId, this.clock.now());
      if (run.state === 'cancelled' || run.state === 'superseded') {
        // It ended while the call was under way, and what was told then may have come first.
        await this.queue.enqueueAll(tx, call, cancelTasks([run]));
        return;
      }
      await this.events.append(tx, call, [
        {
          name: 'workflow.run_accepted',
          subject: { type: 'ticket', id: ticketId },
          audience: 'staff',
          data: {
            number: request.ticketNumber,
            runId: run.id,
            workflowId,
          } satisfies WorkflowEvents['workflow.run_accepted'],
        },
      ]);
    });
  }

  /** It is known to be down: nothing was sent. */
  async untried({ request }: LoadedRun): Promise<void> {
    await this.unitOfWork.run(systemCall(), async (tx) => {
      await this.runs.countAttempt(tx, request.runId, -1);
    });
  }

  async attemptFailed({ request }: LoadedRun, message: string): Promise<void> {
    await this.unitOfWork.run(systemCall(), async (tx) => {
      await this.runs.noteError(tx, request.runId, message);
    });
  }

  /** For good, unless an administrator retries. */
  async failed({ ticketId, request }: LoadedRun, message: string): Promise<void> {
    const call = systemCall();
    await this.unitOfWork.run(call, async (tx) => {
      const run = await this.runs.lock(tx, request.runId);
      if (run === null || !isLive(run.state)) {
        return;
      }
      await this.runs.noteError(tx, run.id, message);
      await this.runs.move(tx, run.id, 'abandoned', this.clock.now());
      await this.events.append(tx, call, [
        {
          name: 'workflow.run_failed',
          subject: { type: 'ticket', id: ticketId },
          audience: 'staff',
          data: { number: request.ticketNumber, runId: run.id } satisfies WorkflowEvents['workflow.run_failed'],
          personal: { message },
        },
      ]);
    });
  }
}
