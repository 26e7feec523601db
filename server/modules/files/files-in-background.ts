import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { HourlyWork } from '../../platform/schedule/hourly-work.js';
import { INSIDE, TaskHandlers } from '../queue/queue.facade.js';
import { SCAN_RETRY, SCAN_TASK } from './scanning/scan-task.js';
import { SCAN_TIMEOUT } from './scanning/scanner.js';
import { CATCH_UP_TASK, CatchUpScans } from './use-cases/catch-up-scans.js';
import { DestroyInfected } from './use-cases/destroy-infected.js';
import { MeetScan } from './use-cases/meet-scan.js';

/** Everything this module does without being asked by a person. */
@Injectable()
export class FilesInBackground implements OnApplicationBootstrap {
  private readonly logger = new Logger(FilesInBackground.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly handlers: TaskHandlers,
    private readonly meeting: MeetScan,
    private readonly catchUp: CatchUpScans,
    private readonly destroying: DestroyInfected,
  ) {}

  register(hourly: HourlyWork): void {
    this.handlers.register({
      type: SCAN_TASK,
      retry: SCAN_RETRY,
      timeoutMs: SCAN_TIMEOUT,
      concurrency: 2,
      handle: ({ attachmentId }, { signal }) => this.meeting.execute(String(attachmentId), signal),
    });
    this.handlers.register({
      type: CATCH_UP_TASK,
      retry: INSIDE,
      timeoutMs: 30_000,
      concurrency: 1,
      handle: ({ at, after, run }) => this.catchUp.step({ at: String(at), id: String(after) }, String(run)),
    });
    hourly.register({ name: 'files without a verdict', execute: () => this.catchUp.begin() });
    hourly.register({ name: 'infected files whose time is over', execute: () => this.destroying.execute() });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.configuration.runsWorkers) {
      return;
    }
    try {
      await this.catchUp.begin();
    } catch (error) {
      // The desk starts without it: tasks become due by themselves, and the next hour begins again.
      this.logger.warn({ err: error, msg: 'Files that wait for a verdict could not be woken' });
    }
  }
}
