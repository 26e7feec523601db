import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { FileReads } from '../persistence/file-reads.js';
import { FileVerdictsRepository } from '../persistence/file-verdicts.repository.js';
import { JudgeFile } from './judge-file.js';
import { ScanFile } from './scan-file.js';

/** One task: look whether there is still anything to judge, find the verdict, keep it. */
@Injectable()
export class MeetScan {
  constructor(
    private readonly database: Database,
    private readonly reads: FileReads,
    private readonly verdicts: FileVerdictsRepository,
    private readonly scan: ScanFile,
    private readonly judge: JudgeFile,
  ) {}

  async execute(attachmentId: string, signal: AbortSignal): Promise<object> {
    const file = await this.reads.find(attachmentId);
    if (file === null || (file.state !== 'scanning' && file.state !== 'unscanned')) {
      return { state: file?.state ?? 'removed' };
    }
    const verdict = await this.scan.execute(file, signal);
    if (verdict === null) {
      // Somebody took the scanner away while the file waited for it.
      return { state: (await this.verdicts.release(this.database, file.id)) ?? file.state };
    }
    return { state: verdict.state, judged: await this.judge.execute(file.id, verdict) };
  }
}
