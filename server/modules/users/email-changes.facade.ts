import { Injectable } from '@nestjs/common';
import type { Call, PersonCall } from '../../kernel/call.js';
import { Clock } from '../../kernel/clock.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { EmailChangesRepository } from './persistence/email-changes.repository.js';
import { ConfirmEmailChange, type ConfirmEmailChangeCommand } from './use-cases/confirm-email-change.js';
import { StartEmailChange, type StartEmailChangeCommand } from './use-cases/start-email-change.js';
import { TakeBackEmailChange } from './use-cases/take-back-email-change.js';

/** An address that a person wants and has not confirmed yet. */
export interface EmailChange {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Changes of one's own address: auth proves who asks and makes the link, notifications mail it. */
@Injectable()
export class EmailChangesFacade {
  constructor(
    private readonly changes: EmailChangesRepository,
    private readonly starting: StartEmailChange,
    private readonly confirming: ConfirmEmailChange,
    private readonly takingBack: TakeBackEmailChange,
    private readonly clock: Clock,
  ) {}

  /** Null once it was used, replaced, taken back, is too old, or the account has changed since. */
  async open(id: string): Promise<EmailChange | null> {
    const row = await this.changes.open(id, this.clock.now());
    return row === null ? null : { id: row.id, userId: row.user_id, email: row.email, expiresAt: row.expires_at };
  }

  async start(call: PersonCall, command: StartEmailChangeCommand): Promise<void> {
    await this.starting.execute(call, command);
  }

  /** Whether the address is the account's now; throws EMAIL_TAKEN. */
  async confirm(tx: Transaction, call: Call, command: ConfirmEmailChangeCommand): Promise<boolean> {
    return this.confirming.execute(tx, call, command);
  }

  /** False when there was nothing to take back. */
  async takeBack(call: PersonCall): Promise<boolean> {
    return this.takingBack.execute(call);
  }
}
