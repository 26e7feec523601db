import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import { statement } from '../../../platform/database/statement.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ClientBuild } from '../../../platform/http/client-build.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { PURGE_TASK } from './cdn.client.js';

/** Of several processes that begin with the same version, one finds it new. */
const NOTE = statement(
  'client_build.note',
  `INSERT INTO client_build (version) VALUES ($1)
   ON CONFLICT (only_one) DO UPDATE SET version = excluded.version, updated_at = now()
   WHERE client_build.version <> excluded.version RETURNING version`,
);

/** When another version of the client is served, the CDN is told to forget the files without a hash in their names. */
@Injectable()
export class PurgeOldVersion implements OnApplicationBootstrap {
  private readonly logger = new Logger(PurgeOldVersion.name);

  constructor(
    private readonly configuration: Configuration,
    private readonly build: ClientBuild,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: QueueFacade,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { version } = this.build;
    if (this.configuration.cdnPurgeUrl === null || version === null) {
      return;
    }
    try {
      await this.unitOfWork.run(systemCall(), async (tx) => {
        if ((await tx.query(NOTE, [version])).length > 0) {
          await this.queue.enqueue(tx, systemCall(), { type: PURGE_TASK, payload: { version } });
        }
        return null;
      });
    } catch (error) {
      // A start must not fail for it; the next one sees the same difference.
      this.logger.error({ err: error, msg: 'The version of the client could not be noted' });
    }
  }
}
