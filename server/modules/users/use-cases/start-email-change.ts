import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import { EmailChangesRepository } from '../persistence/email-changes.repository.js';
import { ACCOUNT } from '../users.events.js';

/** The link to the new address lives this long, in milliseconds. */
const LINK_LIFETIME = 24 * 3_600_000;

export interface StartEmailChangeCommand {
  readonly email: string;
  /** Address and epoch of the account at which the right to do this was proven. */
  readonly fromEmail: string;
  readonly epoch: number;
}

/**
 * Remembers the address a person wants, until its owner confirms it. Whether it is another account's is not looked at here:
 * the answer, the work and what the person sees are the same, and who has the address hears of it by mail.
 */
@Injectable()
export class StartEmailChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: EmailChangesRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async execute(call: PersonCall, { email, fromEmail, epoch }: StartEmailChangeCommand): Promise<void> {
    const id = newId();
    const now = this.clock.now();
    await this.unitOfWork.run(call, async (tx) => {
      await this.changes.start(tx, {
        id,
        userId: call.actor.id,
        email,
        fromEmail,
        epoch,
        now,
        expiresAt: new Date(now.getTime() + LINK_LIFETIME),
      });
      await this.events.append(tx, call, [
        {
          name: 'account.email_change_requested',
          subject: { type: ACCOUNT, id: call.actor.id },
          audience: 'admin',
          data: { changeId: id },
          personal: { email },
        },
      ]);
    });
  }
}
