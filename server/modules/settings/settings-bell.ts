import { Injectable } from '@nestjs/common';
import { Notifications } from '../../platform/database/notifications.js';
import { statement } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';

const SETTINGS_CHANNEL = 'smartsupport_settings';
const NOTIFY = statement('settings.notify', 'SELECT pg_notify($1, $2)');

/** The key of the changed area; null: some changes may have been missed. */
type Listener = (area: string | null) => void;

/**
 * Tells everybody who remembers settings to forget them: this process as soon as the change is committed, the others by
 * NOTIFY, which is sent inside the transaction, so that no change can be committed untold.
 */
@Injectable()
export class SettingsBell {
  private readonly listeners = new Set<Listener>();

  constructor(private readonly notifications: Notifications) {
    notifications.listen(SETTINGS_CHANNEL, (payload) => {
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

  async ring(tx: Transaction, area: string): Promise<void> {
    await tx.query(NOTIFY, [SETTINGS_CHANNEL, area]);
    tx.afterCommit(() => {
      this.tell(area);
    });
  }

  private tell(area: string | null): void {
    this.listeners.forEach((listener) => {
      listener(area);
    });
  }
}
