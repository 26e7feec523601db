import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../../config/configuration.module.js';
import { DatabaseModule } from '../../../platform/database/database.module.js';
import { HttpModule } from '../../../platform/http/http.module.js';
import { OutsideModule } from '../../../platform/outside/outside.module.js';
import { OUTSIDE_CALL, TaskHandlers } from '../../queue/queue.facade.js';
import { QueueModule } from '../../queue/queue.module.js';
import { CdnClient, PURGE_TASK, PURGE_TIMEOUT } from './cdn.client.js';
import { PurgeOldVersion } from './purge-old-version.js';
import { WatchCdn } from './watch-cdn.js';

/**
 * Owns what the desk knows of the CDN: whether it answers, and which version of the client it was told to forget.
 * Refuses to own the files: they are the desk's own, and it serves every one of them.
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, HttpModule, OutsideModule, QueueModule],
  providers: [CdnClient, PurgeOldVersion, WatchCdn],
})
export class CdnModule implements OnModuleInit {
  constructor(
    private readonly handlers: TaskHandlers,
    private readonly cdn: CdnClient,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: PURGE_TASK,
      retry: OUTSIDE_CALL,
      timeoutMs: PURGE_TIMEOUT + 2_000,
      concurrency: 1,
      handle: async (_payload, { signal }) => {
        await this.cdn.purge(signal);
        return { purged: true };
      },
    });
  }
}
