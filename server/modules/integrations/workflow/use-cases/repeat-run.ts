import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../../kernel/call.js';
import { Clock } from '../../../../kernel/clock.js';
import { newId } from '../../../../kernel/ids.js';
import type { Transaction } from '../../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../../platform/events/event-log.js';
import { QueueFacade } from '../../../queue/queue.facade.js';
import { TicketsFacade } from '../../../tickets/tickets.facade.js';
import type { WorkflowEvents } from '../../integrations.events.js';
import { isSendable } from '../domain/workflow-request.js';
import type { WorkflowRun } from '../domain/workflow-run.js';
import { WorkflowRunsRepository } from '../persistence/workflow-runs.repository.js';
import { runOvertaken, ticketNotSendable } from '../workflow.errors.js';
import { SEND_TASK } from '../workflow.client.js';

/** Tries a run again by hand. */
@Injectable()
export class RepeatRun {
  constructor(
    private readonly runs: WorkflowRunsRepository,
    private readonly tickets: TicketsFacade,
    private readonly queue: QueueFacade,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** The id of the run that is tried now. */
  async execute(tx: Transaction, call: PersonCall, run: WorkflowRun): Promise<string> {
    const ticket = await this.tickets.facts(tx, run.ticketId);
    if (ticket === null || !isSendable(ticket.status)) {
      throw ticketNotSendable(ticket?.status ?? 'Withdrawn');
    }
    if (await this.runs.hasOtherLive(tx, run)) {
      throw runOvertaken();
    }
    const id = run.state === 'failed' ? await this.another(tx, call, run) : await this.same(tx, call, run);
    await this.events.append(tx, call, [
      {
        name: 'workflow.run_retried',
        subject: { type: 'ticket', id: run.ticketId },
        audience: 'staff',
        data: { number: run.ticketNumber, runId: id } satisfies WorkflowEvents['workflow.run_retried'],
      },
    ]);
    return id;
  }

  /** The call may have arrived: under the same id it begins nothing twice. */
  private async same(tx: Transaction, call: PersonCall, run: WorkflowRun): Promise<string> {
    await this.runs.move(tx, run.id, 'waiting', null);
    if (run.taskId === null || !(await this.queue.again(tx, run.taskId))) {
      await this.send(tx, call, run.id);
    }
    return run.id;
  }

  /** They have ended that one; under its id they would only say so again. */
  private async another(tx: Transaction, call: PersonCall, run: WorkflowRun): Promise<string> {
    const id = newId();
    const { ticketId, ticketNumber } = run;
    await this.runs.begin(tx, { id, ticketId, ticketNumber, eventId: newId() }, this.clock.now());
    await this.send(tx, call, id);
    return id;
  }

  private async send(tx: Transaction, call: PersonCall, id: string): Promise<void> {
    await this.runs.setTask(tx, id, await this.queue.enqueue(tx, call, { type: SEND_TASK, payload: { runId: id } }));
  }
}
