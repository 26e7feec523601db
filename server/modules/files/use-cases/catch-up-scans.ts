import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { taskIdFor } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';
import { SCAN_TASK } from '../scanning/scan-task.js';
import { Scanner } from '../scanning/scanner.js';

export const CATCH_UP_TASK = 'files.catch-up';

/** Files of one step, and milliseconds to the next: what people upload meanwhile does not wait for long. */
const STEP = 50;
const BETWEEN = 15_000;
/** What is held for longer has lost its task: set aside by hand, or left behind by a backup. Milliseconds. */
const HELD_TOO_LONG = 900_000;
/** The begin of all lists. */
const NOWHERE: Place = { at: '1970-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };

/** The last file of the step before. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** Files that came while there was no scanner are scanned by and by, the oldest first. */
@Injectable()
export class CatchUpScans {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verdicts: FileVerdictsRepository,
    private readonly queue: QueueFacade,
    private readonly scanner: Scanner,
    private readonly clock: Clock,
  ) {}

  /** At start and once an hour; processes that begin in the same minute make one chain of steps. */
  async begin(): Promise<void> {
    // This process may never have seen the scanner fail for which they wait.
    await this.scanner.wakeAll();
    if (this.scanner.isConfigured) {
      await this.unitOfWork.run(systemCall(), async (tx) => {
        await this.plan(tx, NOWHERE, this.clock.now().toISOString().slice(0, 16));
      });
    }
  }

  /** `run` names the chain: a step that runs twice plans nothing twice. */
  async step(after: Place, run: string): Promise<{ planned: number }> {
    if (!this.scanner.isConfigured) {
      return { planned: 0 };
    }
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const heldSince = new Date(this.clock.now().getTime() - HELD_TOO_LONG);
      const files = await this.verdicts.waiting(tx, heldSince, after, STEP);
      await this.queue.enqueueAll(
        tx,
        call,
        files.map(({ id }) => ({
          // One a day for each file, however many chains there are.
          id: taskIdFor(id, `${CATCH_UP_TASK}:${run.slice(0, 10)}`),
          type: SCAN_TASK,
          payload: { attachmentId: id },
          causedBy: null,
        })),
      );
      const last = files.at(-1);
      if (last !== undefined && files.length === STEP) {
        await this.plan(tx, { at: last.createdAt.toISOString(), id: last.id }, run);
      }
      return { planned: files.length };
    });
  }

  private async plan(tx: Transaction, after: Place, run: string): Promise<void> {
    await this.queue.enqueue(tx, systemCall(), {
      id: taskIdFor(after.id, `${CATCH_UP_TASK}:${run}`),
      type: CATCH_UP_TASK,
      payload: { at: after.at, after: after.id, run },
      ...(after === NOWHERE ? {} : { dueAt: new Date(Date.now() + BETWEEN) }),
    });
  }
}
