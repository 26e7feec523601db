import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { validationFailed } from '../../../kernel/common.errors.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { choiceProblems, type NotificationChoice } from '../domain/notification-kinds.js';
import { NotificationChoicesRepository } from '../persistence/notification-choices.repository.js';

/** The caller says which mails he wants; kinds that are not named stay as they are. */
@Injectable()
export class ChooseNotifications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly choices: NotificationChoicesRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, wanted: readonly NotificationChoice[]): Promise<void> {
    const problems = choiceProblems(call.actor.role, wanted);
    if (problems.length > 0) {
      throw validationFailed({ items: problems });
    }
    await this.unitOfWork.run(call, async (tx) => {
      const changed = await this.choices.save(tx, call.actor.id, wanted, this.clock.now());
      if (changed.length > 0) {
        await this.events.append(tx, call, [
          {
            name: 'account.notifications_chosen',
            subject: { type: 'account', id: call.actor.id },
            audience: 'admin',
            data: { choices: changed },
          },
        ]);
      }
    });
  }
}
