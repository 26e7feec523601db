import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { IdempotencyStore } from '../../../platform/database/idempotency-store.js';
import { statement } from '../../../platform/database/statement.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { HourlyWork, type HourlyChore } from '../../../platform/schedule/hourly-work.js';
import { TaskStore } from '../persistence/task-store.js';

const BATCH = 2_000;
/** Any constant: one process tidies, the others skip their turn. */
const LEADER = 7_305_113;
const LEAD = statement('queue.lead_tidy', 'SELECT pg_try_advisory_xact_lock($1) AS is_leader');

/** Takes away idempotency keys past their day and tasks that succeeded two weeks ago. */
@Injectable()
export class Tidy implements HourlyChore, OnModuleInit {
  readonly name = 'queue.tidy';

  constructor(
    private readonly hourly: HourlyWork,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: IdempotencyStore,
    private readonly store: TaskStore,
  ) {}

  onModuleInit(): void {
    this.hourly.register(this);
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
