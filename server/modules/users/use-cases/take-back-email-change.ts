import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { EmailChangesRepository } from '../persistence/email-changes.repository.js';
import { ACCOUNT } from '../users.events.js';

/** The person keeps the present address: the mailed link leads nowhere from now on. */
@Injectable()
export class TakeBackEmailChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: EmailChangesRepository,
    private readonly events: EventLog,
  ) {}

  /** False when there was nothing to take back. */
  async execute(call: PersonCall): Promise<boolean> {
    return this.unitOfWork.run(call, async (tx) => {
      const isEnded = await this.changes.end(tx, call.actor.id);
      if (isEnded) {
        await this.events.append(tx, call, [
          {
            name: 'account.email_change_taken_back',
            subject: { type: ACCOUNT, id: call.actor.id },
            audience: 'admin',
            data: {},
          },
        ]);
      }
      return isEnded;
    });
  }
}
