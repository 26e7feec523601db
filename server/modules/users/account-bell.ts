import { Injectable } from '@nestjs/common';
import { Notifications } from '../../platform/database/notifications.js';
import { statement } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';

const ACCOUNTS_CHANNEL = 'smartsupport_accounts';
const NOTIFY = statement('users.notify', 'SELECT pg_notify($1, $2)');

/** The id of the changed account; null: some may have been missed, so trust nothing that was remembered. */
type Listener = (userId: string | null) => void;

/**
 * Tells everybody who remembers something about an account to forget it: this process as soon as the change is
 * committed, the others by NOTIFY. It is sent inside the transaction, so that no change can be committed untold;
 * accounts change rarely enough for the lock that this takes.
 */
@Injectable()
export class AccountBell {
  private readonly listeners = new Set<Listener>();

  constructor(private readonly notifications: Notifications) {
    notifications.listen(ACCOUNTS_CHANNEL, (payload) => {
      this.tell(payload === '' ? null : payload);
    });
  }

  /** Whether changes made by other processes are heard of right now. */
  get hearsOthers(): boolean {
    return this.notifications.isConnected;
  }

  onChange(listener: Listener): void {
    this.listeners.add(listener);
  }

  async ring(tx: Transaction, userId: string): Promise<void> {
    await tx.query(NOTIFY, [ACCOUNTS_CHANNEL, userId]);
    tx.afterCommit(() => {
      this.tell(userId);
    });
  }

  private tell(userId: string | null): void {
    this.listeners.forEach((listener) => {
      listener(userId);
    });
  }
}
