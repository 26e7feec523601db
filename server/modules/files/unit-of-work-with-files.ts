import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import { UnitOfWork, type Transaction } from '../../platform/database/unit-of-work.js';
import type { ReceivedFile } from '../../platform/storage/received-file.js';
import { FileBytes } from './file-bytes.js';
import { KeptFiles } from './kept-files.js';

/**
 * A transaction that files take part in. Their bytes are in the storage before it opens, so that no transaction waits for
 * a network, and are taken away again when nothing came of it: it failed, or its Idempotency-Key had been used already.
 */
@Injectable()
export class UnitOfWorkWithFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bytes: FileBytes,
  ) {}

  async run<T>(
    call: Call,
    received: readonly ReceivedFile[],
    work: (tx: Transaction, files: KeptFiles) => Promise<T>,
  ): Promise<T> {
    const kept = received.length === 0 ? KeptFiles.NONE : await this.bytes.keep(received);
    try {
      return await this.unitOfWork.run(call, async (tx) => work(tx, kept));
    } finally {
      await this.bytes.discard(kept);
    }
  }
}
