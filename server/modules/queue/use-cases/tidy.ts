import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { systemCall } from '../../../kernel/call.js';
import { IdempotencyStore } from '../../../platform/database/idempotency-store.js';
import { statement } from '../../../platform/database/statement.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { TaskStore } from '../persistence/task-store.js';

const EVERY_HOUR = 3_600_000;
const BATCH = 2_000;
/** Any constant: one process tidies, the others skip their turn. */
const LEADER = 7_305_113;
const LEAD = statement('queue.lead_tidy', 'SELECT pg_try_advisory_xact_lock($1) AS is_leader');

/** Once an hour: idempotency keys past their day and tasks that succeeded two weeks ago. */
@Injectable()
export class Tidy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Tidy.name);
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly configuration: Configuration,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: IdempotencyStore,
    private readonly store: TaskStore,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.runsWorkers) {
      return;
    }
    this.timer = setInterval(() => {
      this.current = this.execute().catch((error: unknown) => {
        // Nothing depends on it; the next hour tries again.
        this.logger.warn({ err: error, msg: 'Tidying failed' });
      });
    }, EVERY_HOUR).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    await this.current;
  }

  async execute(): Promise<void> {
    let removed = BATCH;
    while (removed === BATCH) {
      removed = await this.unitOfWork.run(systemCall(), async (tx) => {
        const [row] = await tx.query<{ is_leader: boolean }>(LEAD, [LEADER]);
        if (row?.is_leader !== true) {
          return 0;
        }
        await this.idempotency.expire(tx);
        return this.store.removeOld(tx, BATCH);
      });
    }
  }
}
