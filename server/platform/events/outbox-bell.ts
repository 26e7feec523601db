import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { adHoc } from '../database/statement.js';
import { Notifications } from '../database/notifications.js';

export const OUTBOX_CHANNEL = 'smartsupport_outbox';

/** Rings of one process are told to the others at most this often, in milliseconds. */
const TELL_OTHERS_EVERY = 50;

/**
 * Wakes the relay: at once in this process, a moment later in the others. NOTIFY runs outside the change's transaction,
 * because inside it would make all commits of the database queue behind one lock.
 */
@Injectable()
export class OutboxBell {
  private readonly logger = new Logger(OutboxBell.name);
  private readonly listeners = new Set<() => void>();
  private pending: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    notifications: Notifications,
  ) {
    notifications.listen(OUTBOX_CHANNEL, () => {
      this.tellListeners();
    });
  }

  onRing(listener: () => void): void {
    this.listeners.add(listener);
  }

  ring(): void {
    this.tellListeners();
    this.pending ??= setTimeout(() => {
      this.pending = null;
      this.database.query(adHoc('SELECT pg_notify($1, $2)'), [OUTBOX_CHANNEL, '']).catch((error: unknown) => {
        // Only a hint was lost: every relay also looks by itself.
        this.logger.warn({ err: error, msg: 'Other processes could not be woken' });
      });
    }, TELL_OTHERS_EVERY).unref();
  }

  private tellListeners(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
