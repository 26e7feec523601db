import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { Credentials } from '../../users/accounts.facade.js';
import { PasswordResetsRepository } from '../persistence/password-resets.repository.js';

/** A link for a new password lives this long, in milliseconds. */
const LINK_LIFETIME = 60 * 60_000;

/** Writes down that a new password was asked for; the link is made from the row when the mail is rendered. */
@Injectable()
export class ResetRequests {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** `account` null: the same rows, about nobody. */
  async record(tx: Transaction, call: Call, account: Credentials | null): Promise<void> {
    const id = newId();
    const now = this.clock.now();
    await this.resets.insert(tx, {
      id,
      userId: account?.id ?? null,
      epoch: account?.epoch ?? null,
      now,
      expiresAt: new Date(now.getTime() + LINK_LIFETIME),
    });
    await this.events.append(tx, call, [
      {
        name: 'account.password_reset_requested',
        subject: { type: 'account', id: account?.id ?? newId() },
        audience: 'admin',
        data: { resetId: id },
      },
    ]);
  }
}
