import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { actionsOf } from '../domain/attachment.js';
import { fileNotScannable } from '../files.errors.js';
import { FileEventLog } from '../file-event-log.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';
import { ScanTasks } from '../scanning/scan-tasks.js';
import { Scanner } from '../scanning/scanner.js';

/** An administrator doubts a verdict, or the signatures are newer: held until the next one. */
@Injectable()
export class ScanAgain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verdicts: FileVerdictsRepository,
    private readonly tasks: ScanTasks,
    private readonly scanner: Scanner,
    private readonly events: FileEventLog,
  ) {}

  async execute(call: PersonCall, id: string): Promise<{ taskId: string }> {
    return this.unitOfWork.run(call, async (tx) => {
      const file = await this.verdicts.lock(tx, id);
      if (file === null) {
        throw resourceNotFound();
      }
      if (!actionsOf(file, this.scanner.isConfigured).includes('scan')) {
        throw fileNotScannable(file.state);
      }
      await this.verdicts.hold(tx, id);
      const [taskId = ''] = await this.tasks.start(tx, call, [file]);
      await this.events.append(tx, call, 'file.scan_requested', file);
      return { taskId };
    });
  }
}
