import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import type { WorkflowEvents } from '../../integrations.events.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';

/** A run whose ticket ended before it was sent. */
@Injectable()
export class EndRun {
  constructor(
    private readonly runs: WorkflowRunsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async cancel(tx: Transaction, runId: string, ticketId: string, number: string): Promise<void> {
    await this.runs.move(tx, runId, 'cancelled', this.clock.now());
    await this.events.append(tx, systemCall(), [
      {
        name: 'workflow.run_cancelled',
        subject: { type: 'ticket', id: ticketId },
        audience: 'staff',
        data: { number, runId } satisfies WorkflowEvents['workflow.run_cancelled'],
      },
    ]);
  }
}
