import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { SignInThrottlesRepository } from '../persistence/sign-in-throttles.repository.js';

/** An administrator lets somebody try again at once; earlier rounds are forgotten too. */
@Injectable()
export class ClearThrottle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly throttles: SignInThrottlesRepository,
    private readonly events: EventLog,
  ) {}

  async execute(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const row = await this.throttles.remove(tx, id);
      if (row === null) {
        throw resourceNotFound();
      }
      await this.events.append(tx, call, [
        {
          name: 'account.throttle_cleared',
          // Of a network address, or an email address without an account: of nobody.
          subject: { type: 'account', id: row.user_id ?? row.id },
          audience: 'admin',
          data: { kind: row.kind, failures: row.failures, rounds: row.rounds },
          ...(row.ip === null ? {} : { personal: { ip: row.ip } }),
        },
      ]);
    });
  }
}
