import { Injectable } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AttachmentState } from '../domain/attachment.js';
import type { FileEvents } from '../files.events.js';
import type { Verdict } from '../domain/verdict.js';
import { FileEventLog } from '../file-event-log.js';
import { FileOwners } from '../file-owners.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';

const EVENTS: Readonly<Record<Verdict['state'], keyof FileEvents>> = {
  clean: 'file.cleared',
  infected: 'file.infected',
  failed: 'file.failed',
};

/** What was found becomes what is true: row, event, and the owner's own words in one transaction. */
@Injectable()
export class JudgeFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verdicts: FileVerdictsRepository,
    private readonly owners: FileOwners,
    private readonly events: FileEventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * False when the file is gone, or was judged meanwhile: a task that runs twice judges once.
   * @param inStates in which of them the verdict is wanted; by default where there is none
   */
  async execute(
    id: string,
    verdict: Verdict,
    inStates: readonly AttachmentState[] = ['scanning', 'unscanned'],
  ): Promise<boolean> {
    const call = systemCall();
    return this.unitOfWork.run(call, async (tx) => {
      const file = await this.verdicts.lock(tx, id);
      if (file === null || !inStates.includes(file.state)) {
        return false;
      }
      await this.verdicts.judge(tx, id, verdict, this.clock.now());
      await this.events.append(tx, call, EVENTS[verdict.state], file, { finding: verdict.finding });
      await this.owners.judged(tx, call, { attachment: file, state: verdict.state, wasRefused: file.finding !== null });
      return true;
    });
  }
}
