import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { initialState, type Attachment, type AttachmentState } from '../domain/attachment.js';
import { isArchive } from '../domain/file-rules.js';
import { SCAN_TASK } from './scan-task.js';
import { Scanner } from './scanner.js';

/** The background work that comes of new files. */
@Injectable()
export class ScanTasks {
  constructor(
    private readonly queue: QueueFacade,
    private readonly scanner: Scanner,
  ) {}

  get stateOfNew(): AttachmentState {
    return initialState(this.scanner.isConfigured);
  }

  /** In the transaction that stores the rows: one statement. Archives are unpacked for a look also without a scanner. */
  async start(tx: Transaction, call: Call, files: readonly Attachment[]): Promise<string[]> {
    const due = files.filter((file) => this.scanner.isConfigured || isArchive(file.contentType));
    return this.queue.enqueueAll(
      tx,
      call,
      due.map(({ id }) => ({ type: SCAN_TASK, payload: { attachmentId: id } })),
    );
  }
}
